"""Whether what is taken away bears the names of the cines' files, which may name a patient."""

from pathlib import Path

from speckle_viewer.cine import Cine

_named = True


def name_files(named: bool) -> None:
    """Say whether exports and tables bear the names of files from now on."""
    global _named
    _named = named


def file_name(cine: Cine, otherwise: str) -> str:
    """The name of a cine's file; ``otherwise`` where files are not to be named."""
    return Path(cine.name).name if _named else otherwise
