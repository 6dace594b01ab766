"""Hearing what is typed of meetings, letters and answers."""
