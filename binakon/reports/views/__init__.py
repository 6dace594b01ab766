"""The desk of reports: its pages, one module per theme."""
