"""
The first screen of the editors' area: what waits for whoever looks, with the way to each.

`panel` is the screen; `pages`, `sessions`, `library` and `notes` say what waits in each, other rooms by the
hook of `publishing.desk`. `reach` knows which pages a user may change.
"""
