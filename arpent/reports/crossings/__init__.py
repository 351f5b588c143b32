"""« Regards croisés »: what several audiences answer to one question, side by side."""
