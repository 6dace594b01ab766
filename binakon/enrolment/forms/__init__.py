"""What enrolment hears, one module per theme."""
