"""Measure together what changes in people's lives, across a network of associations."""
