"""Partners (Mitra Adat): how they are invited, log in and see what is shared with them."""
