"""The judgements of coordination: what must be said of an agreement, and how it stands."""
