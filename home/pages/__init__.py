"""The pages of this floor: the front page, the contact page with its task forces, and plain ones such as "about"."""
