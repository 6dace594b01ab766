"""Papers of certification, one module per theme."""
