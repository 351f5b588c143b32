"""Weighted regression: linear, logistic and ordinal, with the variance of the design."""

from arpent.stats.regression.models import Regression, linear, logistic, ordinal

__all__ = ["Regression", "linear", "logistic", "ordinal"]
