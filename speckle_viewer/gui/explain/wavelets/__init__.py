"""The wavelet bench: images, and networks' own wavelet domains, band by band."""

from speckle_viewer.gui.explain.wavelets.explainer import WaveletExplainer

__all__ = ["WaveletExplainer"]
