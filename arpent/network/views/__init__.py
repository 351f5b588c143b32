"""The pages of the federation."""
