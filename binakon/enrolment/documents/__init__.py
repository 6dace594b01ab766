"""Papers of enrolment: the decree with its list, and letters."""
