"""
Search: what pages are found by, the words of readers, and the index in the memory of each process.

`pages/found.py` is what a page says of itself; `indexing` writes it down; `memory` holds it ready; `query` reads a
query; `finding` brings both together; `extracts` shows why something was found.
"""
