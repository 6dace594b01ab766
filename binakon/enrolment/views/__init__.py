"""The doors of enrolment at the desk, one module per theme."""
