"""Binakon: a province promises, delivers and proves the competence of its expert construction workers."""
