"""From a file on somebody's desk to a round: read, matched, mended, checked."""
