"""The federation: organisations, memberships, roles; the only source of who may see what."""
