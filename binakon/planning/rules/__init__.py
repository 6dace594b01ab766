"""What may be refused and why: pure rules of planning."""
