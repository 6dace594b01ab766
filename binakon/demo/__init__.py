"""The invented cast that makes the published year come alive in a demo installation."""
