"""Papers and calendars of meetings."""
