"""Which methods there are: a card each, of networks beside their weights, of filters here.

Installed packages may add some: see `speckle_viewer.methods.installed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from speckle_viewer import filters, paths
from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.installed import ID, installed, installed_card, load_installed

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from speckle_viewer.methods.method import Method

_FILTERS = Path(filters.__file__).parent / "cards"


def method_ids() -> tuple[str, ...]:
    """Names of all methods: networks, classical filters, plug-ins, each in alphabetical order.

    Needs no torch, and imports no plug-in: whether one is broken shows its `card`.
    """
    return (*own_ids(), *plugin_ids())


def own_ids() -> tuple[str, ...]:
    """Names of all methods but those of installed packages, which it need not look for."""
    return (*network_ids(), *_cards_in(_FILTERS))


def plugin_ids() -> tuple[str, ...]:
    """Names of the methods of installed packages, in alphabetical order; imports none of these.

    Looks through all installed packages at its first call, which takes some tenths of a second.
    """
    own = own_ids()
    return tuple(name for name in _plugins() if name not in own)


def network_ids() -> tuple[str, ...]:
    """Names of the methods that have weights, shipped, imported or added, in alphabetical order.

    Needs no torch.
    """
    imported = set(_cards_in(paths.user_weights_folder())) - set(_cards_in(_FILTERS))
    return tuple(sorted({*_cards_in(paths.weights_folder()), *imported}))


def card(method: str) -> Card:
    """The card of one method. Needs no torch, unless it is a plug-in that imports it.

    Raises
    ------
    MethodError
        If there is no such method, its card cannot be read, or it is a broken plug-in.
    """
    file = _file(method)
    return Card.read(file) if file else installed_card(_plugins()[method])


def card_file(method: str) -> Path:
    """The file that holds the card of one method.

    Raises `MethodError` if there is no such method, or it is an installed plug-in.
    """
    file = _file(method)
    if file is None:
        raise MethodError(f"{method} is part of an installed package, which keeps its card.")
    return file


def load_method(method: str) -> Method:
    """One method with its weights if it has any, on the CPU.

    Raises
    ------
    MethodError
        If there is no such method, or its weights are missing, altered or of another network, or
        it is a broken plug-in.
    """
    file = _file(method)
    if file is None:
        return load_installed(_plugins()[method])
    described = Card.read(file)
    if file.parent == _FILTERS:
        from speckle_viewer.methods.filter_method import FilterMethod  # imports torch

        return FilterMethod(described)
    if "kind" in described.source:
        from speckle_viewer.methods.file_method import load_file_method  # imports torch

        return load_file_method(described, file)
    from speckle_viewer.methods.network_method import load_network  # imports torch

    return load_network(described, file.with_name(f"{method}.safetensors"))


def check_id(method: str) -> None:
    """Raises `MethodError` if a new method cannot have this id, or there is one already."""
    if not ID.fullmatch(method):
        raise MethodError(
            f"A method cannot be called {method!r}: use small letters, digits and hyphens."
        )
    if method not in method_ids():
        return
    file = _file(method)
    if file is None:
        raise MethodError(f"An installed plug-in has the id {method} already; choose another one.")
    if file.parent == paths.user_weights_folder():
        raise MethodError(
            f"There is an imported method {method} already; choose another id, or remove it: "
            f"speckle-viewer methods remove {method}"
        )
    raise MethodError(
        f"{method} is the id of a method that ships with Speckle Viewer; choose another one."
    )


def remove_method(method: str) -> None:
    """Delete the files of a method that was imported or added.

    Raises
    ------
    MethodError
        If there is no such method, it ships with Speckle Viewer or is an installed plug-in, or
        its files cannot be deleted.
    """
    file = _file(method)
    if file is None:
        raise MethodError(f"{method} is part of an installed package: uninstall that.")
    if file.parent != paths.user_weights_folder():
        raise MethodError(f"{method} ships with Speckle Viewer and stays.")
    try:
        for path in file.parent.glob(f"{method}.*"):
            path.unlink()
    except OSError as error:
        raise MethodError(f"{error.filename} cannot be deleted ({error.strerror}).") from error


def _file(method: str) -> Path | None:
    """Where the card of a method lies; None if it is an installed plug-in."""
    if method in own_ids():
        # In this order, so that nothing imported takes the place of what is shipped.
        folders = (paths.weights_folder(), _FILTERS, paths.user_weights_folder())
        files = (folder / f"{method}.json" for folder in folders)
        return next((file for file in files if file.is_file()), None)
    if method not in plugin_ids():
        known = ", ".join(method_ids())
        raise MethodError(f"There is no method {method!r}; choose one of: {known}.")
    return None


def _plugins() -> Mapping[str, EntryPoint]:
    shipped = (*_cards_in(paths.weights_folder()), *_cards_in(_FILTERS))
    return installed(frozenset(shipped))


def _cards_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.json")))
