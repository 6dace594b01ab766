"""What we promised: the year, its activities, budget versions, targets and goals."""
