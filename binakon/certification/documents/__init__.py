"""The papers of certification."""
