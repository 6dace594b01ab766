"""What the desk hears about certification."""
