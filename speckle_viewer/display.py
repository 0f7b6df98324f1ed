"""Whether a window can be opened here, asked before Qt is: Qt would abort the process."""

import ctypes
import os
import sys

from speckle_viewer.system_libraries import DEBIAN_PACKAGES, missing_libraries


def screen_problem() -> str | None:
    """Why no window can be opened here and what to do, in a sentence; None where it can."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return None
    display, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if not display and not wayland:
        return (
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "`make screenshot` renders the same window to a picture."
        )
    missing = missing_libraries()
    if missing:
        packages = " ".join(DEBIAN_PACKAGES[name] for name in missing)
        return (
            f"Qt cannot open a window without {', '.join(missing)}; on Debian and Ubuntu: "
            f"sudo apt-get install {packages}"
        )
    if not wayland and not _x11_answers():
        return (
            f"The screen {display} named by DISPLAY does not answer. "
            "`make screenshot` renders the same window to a picture."
        )
    return None


def _x11_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers
