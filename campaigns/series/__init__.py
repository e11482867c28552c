"""Sessions that repeat (decision 63): a rule makes drafts, each of which is a session of its own from then on."""
