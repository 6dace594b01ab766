"""Who comes: how a registration becomes a name on the signed list."""
