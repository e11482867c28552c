"""
Who may log in: users, limits on trying, passwords, links that open once, the second factor, sessions and their end.

`trail` notes what was done with accounts, `notices` tells their owners; `writing` saves what was typed meanwhile.
"""
