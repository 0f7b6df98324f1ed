"""All Qt, and nothing but Qt."""

import sys

if sys.platform == "win32":
    # There torch 2.9 and later fails to load once Qt is. Here, before any module of this package
    # imports Qt. Elsewhere torch waits, so that the window paints first.
    import torch  # noqa: F401
