"""Papers of enrolment, one module per theme."""
