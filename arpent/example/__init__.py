"""The example network, plainly fictional: its organisations, people, studies and answers."""
