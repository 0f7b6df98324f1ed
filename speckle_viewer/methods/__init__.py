"""What can be applied to a cine: the registry of methods, their cards and their weights.

Names and cards are there without torch; `load_method` imports it. What a method is to the engine
says `speckle_viewer.methods.method.Method`.
"""

from speckle_viewer.methods.card import Card, Control
from speckle_viewer.methods.registry import card, load_method, method_ids, network_ids

__all__ = ["Card", "Control", "card", "load_method", "method_ids", "network_ids"]
