"""Consolidation: one effect measured by several studies, brought together from what each has released."""
