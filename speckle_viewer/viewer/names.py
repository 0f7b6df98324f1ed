"""What a method is called, so that no two are called the same."""

from collections.abc import Mapping

from speckle_viewer.methods import Card


def name_of(method: str, cards: Mapping[str, Card]) -> str:
    """The title of a method, with its id where another method has the same title.

    A method without a card is called by its id.
    """
    card = cards.get(method)
    if card is None:
        return method
    shared = any(c.title == card.title for other, c in cards.items() if other != method)
    return f"{card.title} ({method})" if shared else card.title
