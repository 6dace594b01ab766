"""Papers of enrolment, one module per theme: decree and letters, quota, selection."""
