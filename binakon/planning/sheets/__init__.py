"""Tables and files in and out of planning."""
