"""
What every answer of the server carries: headers, compression, the journal's lines, and a page while something is away.

`page_cache` keeps whole answers in memory, `old_addresses` leads on from those that pages once had, `counted` counts.
"""
