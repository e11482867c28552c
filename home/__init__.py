"""
The top floor: front page, contact, help points, the search, and what the office has beside the pages.

That is its desk, roles, guide, statistics, evidence and letters; for who runs the site, health, backups, the emergency
copy and the content of a new site.
"""
