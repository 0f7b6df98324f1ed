"""Controls that the user sets for methods that are measured."""

from collections.abc import Mapping, Sequence

from speckle_viewer.errors import EvaluationError
from speckle_viewer.methods import card
from speckle_viewer.methods.controls import settings

Settings = Mapping[str, Mapping[str, float]]
"""Values of controls, by the method's id and the control's name; the others keep their defaults."""


def read_settings(texts: Sequence[str], methods: Sequence[str]) -> Settings:
    """Read ``ID.CONTROL=VALUE`` of some methods.

    Raises
    ------
    EvaluationError
        If a text cannot be read, or its method is not among these.
    MethodError
        If a method has no such control, or the value is out of its range.
    """
    found: dict[str, dict[str, float]] = {method: {} for method in methods}
    for text in texts:
        name, _, value = text.partition("=")
        method, _, control = name.partition(".")
        if method not in found:
            raise EvaluationError(
                f"--control {text} is of no method that is measured: write "
                "--control ID.CONTROL=VALUE, with the ID of a --method."
            )
        try:
            found[method][control] = float(value)
        except ValueError:
            raise EvaluationError(
                f"--control {text} cannot be read: write a number, as in "
                "--control ffdnet.noise_level=20."
            ) from None
        settings(card(method), found[method])
    return found


def named(method: str, controls: Mapping[str, float]) -> str:
    """What tables call a method: its id, and what was set."""
    return " ".join([method, *(f"{name}={value:g}" for name, value in controls.items())])
