"""Proofreading: what people will read is looked over rule by rule, then read by people concerned."""
