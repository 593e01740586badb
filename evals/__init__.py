"""Scores of the whole system against hand-checked facts."""
