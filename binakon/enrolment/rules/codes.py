"""The public code of a registration: short, readable aloud, without letters that look like digits."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code such as "K7M3-9QXT": 30 letters and digits to the power of 8."""
    letters = "".join(secrets.choice(ALPHABET) for _number in range(8))
    return f"{letters[:4]}-{letters[4:]}"
