"""Which methods there are: a card each, of networks beside their weights, of filters here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from speckle_viewer import filters, paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card

if TYPE_CHECKING:
    from speckle_viewer.methods.method import Method

_FILTERS = Path(filters.__file__).parent / "cards"


def method_ids() -> tuple[str, ...]:
    """Names of all methods: networks, then classical filters, each in alphabetical order.

    Needs no torch.
    """
    return (*network_ids(), *_cards_in(_FILTERS))


def network_ids() -> tuple[str, ...]:
    """Names of the methods that have weights, shipped or imported, in alphabetical order.

    Needs no torch.
    """
    imported = set(_cards_in(paths.user_weights_folder())) - set(_cards_in(_FILTERS))
    return tuple(sorted({*_cards_in(paths.weights_folder()), *imported}))


def card(method: str) -> Card:
    """The card of one method. Needs no torch.

    Raises
    ------
    MethodError
        If there is no such method, or its card cannot be read.
    """
    return Card.read(card_file(method))


def card_file(method: str) -> Path:
    """The file that holds the card of one method. Raises `MethodError` if there is no such."""
    known = method_ids()
    if method not in known:
        raise MethodError(f"There is no method {method!r}; choose one of: {', '.join(known)}.")
    # In this order, so that nothing imported takes the place of what is shipped.
    folders = (paths.weights_folder(), _FILTERS, paths.user_weights_folder())
    files = (folder / f"{method}.json" for folder in folders)
    return next(file for file in files if file.is_file())


def load_method(method: str) -> Method:
    """One method with its weights if it has any, on the CPU.

    Raises
    ------
    MethodError
        If there is no such method, or its weights are missing, altered or of another network.
    """
    file = card_file(method)
    described = Card.read(file)
    if file.parent == _FILTERS:
        from speckle_viewer.methods.filter_method import FilterMethod  # imports torch

        return FilterMethod(described)
    from speckle_viewer.methods.network_method import load_network  # imports torch

    return load_network(described, file.with_name(f"{method}.safetensors"))


def _cards_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.json")))
