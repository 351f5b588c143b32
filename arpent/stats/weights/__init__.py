"""Weights fitted to what is known of a population: raking, calibration, trimming, replicates."""
