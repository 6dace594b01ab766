"""What trainings look up; what a viewer may see starts here."""
