"""One effect seen by several audiences, or by two people asked about the same thing."""
