"""What trainings hear, one module per theme."""
