"""Freezes answers into a dataset, asks stats, keeps reproducible protected results."""
