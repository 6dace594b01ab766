"""We train: how a name on the list becomes a certificate of attendance."""
