"""Is the site well? For balancers and monitors one word; the reasons only on the machine itself (decision 46)."""
