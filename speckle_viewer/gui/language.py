"""The language of the window: the user's choice, or else that of the system."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from speckle_viewer import paths
from speckle_viewer.errors import SpeckleViewerError

ENGLISH = "en"
_PREFIX = "speckle_viewer_"


def languages() -> dict[str, str]:
    """Codes of the languages that there are, with their own names: "fr" is "français"."""
    files = paths.translations_folder().glob(f"{_PREFIX}*.qm")
    codes = sorted(file.stem.removeprefix(_PREFIX) for file in files)
    # Qt calls English "American English".
    return {c: "English" if c == ENGLISH else QLocale(c).nativeLanguageName() for c in codes}


def install(application: QCoreApplication, language: str = "") -> str:
    """Have an application speak a language from now on; texts that are shown stay as they are.

    Figures keep the decimal point in every language: those of plots, tables and files have it.

    Parameters
    ----------
    language
        A code of :func:`languages`; the system's language where it is empty, and English where
        there is no translation into that.

    Returns
    -------
    str
        The code of the language that is spoken.

    Raises
    ------
    SpeckleViewerError
        If there is no translation into the language that is named.
    """
    there = languages()
    if language and language not in there:
        raise SpeckleViewerError(
            f"There is no translation into {language!r}: choose one of {', '.join(there)}."
        )
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    code = language or _system_language(there)
    # The window's own texts, English plurals among them, and Qt's: buttons of dialogs, keys.
    for name, folder in (
        (f"{_PREFIX}{code}", str(paths.translations_folder())),
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    figures = QLocale(QLocale.Language.English)
    figures.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    QLocale.setDefault(figures)
    return code


def _system_language(there: dict[str, str]) -> str:
    """The first of the languages that the user named to the system and that there is."""
    for wanted in QLocale.system().uiLanguages():
        name = wanted.replace("-", "_")
        for code in (name, name.partition("_")[0]):
            if code in there:
                return code
    return ENGLISH
