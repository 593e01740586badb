"""Trains the entailment model and the calibrated head of the offline checker; needs the extra `train`."""
