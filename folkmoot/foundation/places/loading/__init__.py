"""Loading: find the sources in a folder, check every row, then write what was accepted."""
