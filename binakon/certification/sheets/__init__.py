"""Tables of certification in and out, one module per theme."""
