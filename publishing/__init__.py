"""Ground floor: what every page shares. Imports nothing of the floors above."""
