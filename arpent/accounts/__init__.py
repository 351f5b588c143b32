"""Who someone is and how they sign in."""
