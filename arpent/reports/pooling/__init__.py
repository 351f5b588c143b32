"""The page where several studies of one effect are read together."""
