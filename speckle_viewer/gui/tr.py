"""Translation of what the window says; ``docs/translating.md`` says how to add a language."""

from PySide6.QtCore import QCoreApplication

CONTEXT = ""
"""``pyside6-lupdate`` puts texts of plain calls into the context without a name."""


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
    return QCoreApplication.translate(CONTEXT, text, comment or None, n) if text else ""


def QT_TR_NOOP(text: str) -> str:
    """The text as it is, marked for ``pyside6-lupdate``, which knows this name."""
    return text
