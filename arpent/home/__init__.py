"""Composition only: dashboards, navigation and public pages; no models."""
