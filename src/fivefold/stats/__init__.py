"""Statistics: arrays in, frozen results out. Knows nothing of files, surveys or servers."""
