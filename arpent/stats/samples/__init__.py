"""Who was drawn and how: designs, samples row by row, and the covariance that every estimate rests on."""
