"""
Copies of the whole site, and what keeps a copy from bringing back what was taken away (decision 47).

`archive` is the file, `tables` what it holds of the database, `making` and `restoring` are the two ways, `takedowns` is
the list that no copy holds.
"""
