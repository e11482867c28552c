"""Requests: an institution asks the office for a session, and a draft is made from it."""
