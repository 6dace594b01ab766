"""Tables of people, in and out."""
