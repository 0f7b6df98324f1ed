"""Explainers: what says why a pixel looks as it does, each in a dock under the images."""

from speckle_viewer.gui.explain.explainer import Explainer

EXPLAINERS: tuple[type[Explainer], ...] = ()
"""In the order in which menus have them."""
