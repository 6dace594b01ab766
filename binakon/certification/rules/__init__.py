"""The rules of certification, pure: who is eligible, what must be done by when, what an LSP may test."""
