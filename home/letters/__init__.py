"""
The weekly letter: what waits on the desk of each editor, by mail, on Monday morning.

`weekly` writes and sends it from the worker, `models` notes who got it; `views` is the one page by which it ends
without a login; `settings` is the tick in an editor's own account.
"""
