"""Workbooks of certification: lists that go out, results that come back."""
