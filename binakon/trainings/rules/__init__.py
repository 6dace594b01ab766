"""What trainings judge: pure answers on facts."""
