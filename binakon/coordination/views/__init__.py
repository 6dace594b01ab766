"""Pages of coordination at the desk."""
