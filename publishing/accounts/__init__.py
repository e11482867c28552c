"""Who may log in: users, limits on trying, and the mail that they get."""
