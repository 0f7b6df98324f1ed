"""Translation of what the window says; ``docs/translating.md`` says how to add a language."""

from PySide6.QtCore import QCoreApplication

CONTEXT = ""
"""``pyside6-lupdate`` puts texts of plain calls into the context without a name."""


def tr(text: str) -> str:
    """The text in the language of the window; the English one where it has no other.

    Takes literals, which ``pyside6-lupdate`` finds; what varies is put in afterwards:
    ``tr("frame {}").format(n)``.
    """
    return QCoreApplication.translate(CONTEXT, text)
