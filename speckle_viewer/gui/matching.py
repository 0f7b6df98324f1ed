"""How well a text answers to what was typed."""

import unicodedata


def score(query: str, text: str, place: str = "") -> float | None:
    """How well ``text`` answers to the words of ``query``, the best highest; None if it does not.

    Each word has to be found: at the beginning of a word, within one, or with its letters in this
    order. What stands further to the front counts more, and so does a short text. Words may also
    begin a word of the ``place`` where the text belongs. Case and accents are not regarded.
    """
    words, within, around = plain(query).split(), plain(text), f" {plain(place)}"
    scores = [_of_word(w, within) or (0.5 if f" {w}" in around else None) for w in words]
    if any(found is None for found in scores):
        return None
    return sum(found for found in scores if found is not None) - len(within) / 1000


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
