"""What people call a kabupaten or kota in a sentence."""


def region_words(name: str) -> str:
    """Without the tier, where the sentence says it: Hulu Sungai Utara for Kabupaten Hulu Sungai Utara."""
    return name.removeprefix("Kabupaten ").removeprefix("Kota ")
