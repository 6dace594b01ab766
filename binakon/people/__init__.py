"""Who: offices, officials, organisations, users and their roles."""
