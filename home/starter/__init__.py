"""
The content that a new site starts with: files of words and drawings, and the code that loads them once.

`loader` goes through them and `models` notes what was loaded; materials/ are sheets as HTML, printed into its files/.
"""
