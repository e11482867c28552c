"""Help: whom to call, verified points and task forces, and the buttons that every page shows."""
