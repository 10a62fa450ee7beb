"""Calendar files as districts export them: plain events out, from which a person chooses."""
