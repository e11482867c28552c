"""The ground floor: what every page shares, from the base page and its blocks to accounts, uploads, guard, search."""
