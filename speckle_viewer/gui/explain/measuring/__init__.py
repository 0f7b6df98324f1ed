"""The Measurements dock: a live table of regions, plots, and the whole cine."""

from speckle_viewer.gui.explain.measuring.explainer import MeasurementsExplainer

__all__ = ["MeasurementsExplainer"]
