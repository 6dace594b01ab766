"""Writing trainings: one verb each, one transaction each, one line of history each."""
