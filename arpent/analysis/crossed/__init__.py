"""Crossed views: one effect seen by several audiences, through parallel questions that share their answers."""
