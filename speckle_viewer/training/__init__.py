"""Losses, recipes and the training loop. Neither Qt nor pydicom is needed here."""
