"""One module per answer: the figures, the brief, the day at the desk, one opened number."""
