"""The controls of networks that can be told how strong the noise is. Needs no torch."""

from collections.abc import Mapping
from typing import Any

from speckle_viewer.methods.card import Card, Control

NOISE_LEVEL = Control("noise_level", "Noise level", "grey levels", 0, 75, 25)
"""The standard deviation of the noise, where the network has to be told."""

NOISE_OVERRIDE = Control("noise_override", "Noise level (0: as estimated)", "grey levels", 0, 75, 0)
"""The same in place of the network's own estimate."""


def controls_of(network: str, arguments: Mapping[str, Any]) -> tuple[Control, ...]:
    """What the card of a network of this class, built with these arguments, lets the user set."""
    if network == "FFDNet" or arguments.get("noise_map"):
        return (NOISE_LEVEL,)
    return (NOISE_OVERRIDE,) if network == "CBDNet" else ()


def noise_level(card: Card, settings: Mapping[str, float]) -> float | None:
    """The noise, in grey levels, that the network is to be told of; None if it is not."""
    chosen = {c.name: settings.get(c.name, c.default) for c in card.controls}
    if NOISE_LEVEL.name in chosen:
        return chosen[NOISE_LEVEL.name]
    return chosen.get(NOISE_OVERRIDE.name) or None
