"""Figures about a run: pure functions of the rows that were scored, one file per figure or group of figures.

All raise ValueError where they are undefined, which is never the same as zero; `evals.measures` names them.
"""
