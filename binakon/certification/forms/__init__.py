"""What certification hears, one module per theme."""
