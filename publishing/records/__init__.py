"""Records with drafts and review, as pages have them: what every such model, its form and its screens share."""
