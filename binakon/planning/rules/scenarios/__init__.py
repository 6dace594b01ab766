"""Scenarios of a programme year: a whole question stated as facts, answered exactly, and the answer proved again."""
