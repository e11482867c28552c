"""
Reports from the field: by a link that the office hands to one person, an institution sends what it counted and saw.

`models` what arrives, `forms` and `views` what the sender sees, `taking` how it becomes part of a session's draft,
`admin` and `screens` what the editor sees.
"""
