"""How fast the statistics are, and how far from what the machine allows."""
