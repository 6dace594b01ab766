"""What enrolment looks up; what a viewer may see starts here."""
