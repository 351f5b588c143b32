"""Changing a questionnaire: each edit takes an instrument and gives another; nothing is changed in place."""
