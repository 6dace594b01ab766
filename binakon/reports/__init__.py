"""We answer: what was realised against what was promised."""
