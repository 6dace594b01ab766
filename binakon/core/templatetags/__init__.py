"""Template tags of the components that every page is made of."""
