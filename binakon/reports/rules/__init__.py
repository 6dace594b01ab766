"""What reports judge and say, on facts alone."""
