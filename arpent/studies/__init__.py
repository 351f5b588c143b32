"""A study: one subject measured on one territory, in seven steps."""
