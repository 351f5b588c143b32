"""The guide: the method in plain French, page by page, and the words of the field."""
