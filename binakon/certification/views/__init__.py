"""The pages of certification at the desk, one module per theme."""
