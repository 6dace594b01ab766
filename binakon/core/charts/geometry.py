"""Lengths that every chart shares."""


def per_cent(value: float) -> str:
    """A length in per cent, with a dot whatever the language."""
    return f"{value:.2f}%"
