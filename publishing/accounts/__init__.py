"""Who may log in: users, limits on trying, the second factor, the trail, and the mail that they get."""
