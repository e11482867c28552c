"""
Draws the example materials: posters, leaflets, slides, speech, guide and forms, with the site's motif.

`make materials` writes them to `files/`, which is committed: a site is loaded without the tools that draw. The words
say nothing that the starter pages do not say with their sources; the only numbers are those of `helplines.py`.
"""
