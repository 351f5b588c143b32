"""Several questions that measure one thing: scores, reliability, and ways of answering."""
