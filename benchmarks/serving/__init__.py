"""What benchmarks of pages share: databases that answer in turns, and one filled with partnerships."""
