"""Tables in and out of enrolment."""
