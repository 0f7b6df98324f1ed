"""Translation of what the window says; ``docs/translating.md`` says how to add a language."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from PySide6.QtCore import QCoreApplication

CONTEXT = ""
"""``pyside6-lupdate`` puts texts of plain calls into the context without a name."""


_english = ContextVar("english", default=False)


@contextmanager
def in_english() -> Iterator[None]:
    """Texts are English meanwhile: what is taken away is so in every language of the window."""
    before = _english.set(True)
    try:
        yield
    finally:
        _english.reset(before)


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """The text in the language of the window; the English one where it has no other.

    Takes literals, which ``pyside6-lupdate`` finds; what varies is put in afterwards:
    ``tr("frame {}").format(number)``. A literal that is read before the language is known, in a
    constant of a module or a class, is marked by :func:`QT_TR_NOOP` and translated where it is
    shown.

    Parameters
    ----------
    text
        The English text; ``%n`` in it stands for a number that asks for a plural.
    comment
        Tells two meanings of one English text apart: it is part of the key.
    n
        The number for ``%n``: ``tr("%n frames", "", 3)``.
    """
    if _english.get():
        return text.replace("%n", str(n))
    return QCoreApplication.translate(CONTEXT, text, comment or None, n) if text else ""


def QT_TR_NOOP(text: str) -> str:
    """The text as it is, marked for ``pyside6-lupdate``, which knows this name."""
    return text
