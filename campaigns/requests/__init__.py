"""Requests: an institution asks the office for a session (`forms`), and a draft is made from it (`drafts`)."""
