"""
The public site as plain files, for halls, offices and emergencies (decision 58).

`asking` gets what strangers get, `rewriting` makes a page stand on its own, `copying` goes from page to page.
"""
