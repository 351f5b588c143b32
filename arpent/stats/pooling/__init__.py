"""One effect measured by several studies: whether they may be brought together, and what they say."""
