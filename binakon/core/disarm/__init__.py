"""Received files are rebuilt, never kept: sniffed by their bytes, decoded in a confined process, written anew.

The modules that run inside the confined process (`picture`, `paper`, `walk`, `booklet`, `confine`) import no Django;
`rebuild` is the door that the program uses.
"""
