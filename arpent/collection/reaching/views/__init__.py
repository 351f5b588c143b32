"""The pages where people are invited, and those where they say that they want no more messages."""
