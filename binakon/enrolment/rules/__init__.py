"""What enrolment judges: pure answers on facts."""
