"""
The second factor of those who enter the editors' area (decision 59).

`seeds` keeps its secret unreadable in the database, `codes` says whether a code is right, `middleware` lets no session
in without it, `half_way` is a login between password and code with its pages `at_the_door`; `own` are those of one's
own factors, `passkeys` the keys that devices keep.
"""
