"""
What the office shows to those who audit it: one ZIP a period, with a table of its sessions and a folder for each.

`periods` are the years and quarters, `pages` makes the site's own pages stand alone, `folder` says what lies where.
"""
