"""Reaching people by name: who is invited, with which code, in which words; no path from there to an answer."""
