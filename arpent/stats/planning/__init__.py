"""Before a collection: how many answers are needed, and what a number of answers can tell."""
