"""Papers of trainings, one module per theme."""
