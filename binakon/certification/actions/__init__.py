"""Writing certification: its rules, cases, batches, papers and results."""
