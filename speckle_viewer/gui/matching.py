"""How well a text answers to what was typed."""

import unicodedata


def score(query: str, text: str, place: str = "", keywords: str = "") -> float | None:
    """How well ``text`` answers to the words of ``query``, the best highest; None if it does not.

    Each word has to be found: at the beginning of a word, within one, or with its letters in this
    order. What stands further to the front counts more, and so does a short text. Words may also
    begin one of the ``keywords``, which counts more than scattered letters, or a word of the
    ``place`` where the text belongs, which counts less. Case and accents are not regarded.
    """
    within, also, around = plain(text), f" {plain(keywords)}", f" {plain(place)}"
    total = -len(within) / 1000
    for word in plain(query).split():
        found = (
            _of_word(word, within),
            1.5 if f" {word}" in also else None,
            0.5 if f" {word}" in around else None,
        )
        best = max((value for value in found if value), default=None)
        if best is None:
            return None
        total += best
    return total


def plain(text: str) -> str:
    """The text in small letters, without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _of_word(word: str, text: str) -> float | None:
    if text.startswith(word):
        return 4.0
    if f" {word}" in text:
        return 3.0 - text.index(f" {word}") / 100
    if word in text:
        return 2.0 - text.index(word) / 100
    return _of_letters(word, text)


def _of_letters(word: str, text: str) -> float | None:
    """As "crdctl" is found in "Card and controls": the first letters of words count most."""
    place, good = -1, 0
    for letter in word:
        starts = text.find(f" {letter}", max(place, 0)) + 1
        place = text.find(letter, place + 1)
        if place < 0:
            return None
        if place == 0 or starts == place:
            good += 1
    return good / len(word)
