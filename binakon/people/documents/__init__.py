"""What people print and hand out: the calendar file of deadlines, and the words of every official paper."""
