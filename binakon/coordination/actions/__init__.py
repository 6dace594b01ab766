"""The verbs of coordination, each in its module."""
