"""Controls: what is set where the user sets nothing, and those of noise. Needs no torch."""

from collections.abc import Mapping
from typing import Any

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card, Control

GREY_LEVELS = 255
"""Of full brightness: the unit in which users have noise."""

NOISE_LEVEL = Control("noise_level", "Noise level", "grey levels", 0, 75, 25)
"""The standard deviation of the noise, where the network has to be told."""

NOISE_OVERRIDE = Control("noise_override", "Noise level (0: as estimated)", "grey levels", 0, 75, 0)
"""The same in place of the network's own estimate."""


def controls_of(network: str, arguments: Mapping[str, Any]) -> tuple[Control, ...]:
    """What the card of a network of this class, built with these arguments, lets the user set."""
    if network == "FFDNet" or arguments.get("noise_map"):
        return (NOISE_LEVEL,)
    return (NOISE_OVERRIDE,) if network == "CBDNet" else ()


def takes_noise_map(card: Card) -> bool:
    """Whether the method can be told how strong the noise is at each pixel."""
    told = {NOISE_LEVEL.name, NOISE_OVERRIDE.name}
    return bool(card.network) and any(control.name in told for control in card.controls)


def title_of(control: Control) -> str:
    """The control's title without what its value 0 means, where that is said otherwise."""
    return NOISE_LEVEL.title if control.name == NOISE_OVERRIDE.name else control.title


def settings(card: Card, given: Mapping[str, float]) -> dict[str, float]:
    """The value of every control of a card: the ``given`` one, or else its default.

    Raises
    ------
    MethodError
        If there is no such control, or its value is out of its range.
    """
    known = {control.name: control for control in card.controls}
    for name, value in given.items():
        if name not in known:
            raise MethodError(
                f"{card.title} has no control {name}; it has: {', '.join(known) or 'none'}."
            )
        least, most = known[name].minimum, known[name].maximum
        if not least <= value <= most:  # also where it is not a number
            raise MethodError(
                f"{card.title} takes {name} from {least:g} to {most:g}, not {value:g}."
            )
    return {name: control.default for name, control in known.items()} | dict(given)


def noise_level(card: Card, given: Mapping[str, float]) -> float | None:
    """The noise, in grey levels, that the network is to be told of; None if it is not.

    Raises `MethodError` as `settings` does.
    """
    chosen = settings(card, given)
    if NOISE_LEVEL.name in chosen:
        return chosen[NOISE_LEVEL.name]
    return chosen.get(NOISE_OVERRIDE.name) or None
