"""What the clock does in certification."""
