"""Tables in and out of trainings."""
