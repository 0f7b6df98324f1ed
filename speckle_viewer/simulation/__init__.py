"""Simulated ultrasound: clean echo maps, speckle physics, tissue motion. PyTorch and NumPy only."""

from speckle_viewer.simulation.batch import simulate_batch

__all__ = ["simulate_batch"]
