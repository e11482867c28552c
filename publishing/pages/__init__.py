"""What every page is: its model, place in the tree, who may see it, its links, share card and style sheet."""
