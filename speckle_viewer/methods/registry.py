"""Which methods there are: one per card in the folder of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from speckle_viewer import paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card

if TYPE_CHECKING:
    from speckle_viewer.methods.method import Method


def method_ids() -> tuple[str, ...]:
    """Names of all methods in alphabetical order. Needs no torch."""
    return tuple(sorted(path.stem for path in paths.weights_folder().glob("*.json")))


def card(method: str) -> Card:
    """The card of one method. Needs no torch.

    Raises
    ------
    MethodError
        If there is no such method, or its card cannot be read.
    """
    known = method_ids()
    if method not in known:
        raise MethodError(
            f"There is no method {method!r}; choose one of: {', '.join(known) or 'none installed'}."
        )
    return Card.read(paths.weights_folder() / f"{method}.json")


def load_method(method: str) -> Method:
    """One method with its weights, on the CPU.

    Raises
    ------
    MethodError
        If there is no such method, or its weights are missing, altered or of another network.
    """
    from speckle_viewer.methods.network_method import load_network  # imports torch

    return load_network(card(method), paths.weights_folder() / f"{method}.safetensors")
