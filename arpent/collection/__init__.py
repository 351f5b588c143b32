"""Reaching people and receiving their answers, by every mode; raw answers stay here."""
