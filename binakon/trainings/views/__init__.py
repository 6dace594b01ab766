"""The doors of trainings at the desk, one module per theme."""
