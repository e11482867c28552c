"""Tags that templates of every floor use."""
