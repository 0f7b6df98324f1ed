"""Sentences of errors that plain Python raises in English, in the language of the window.

Those that are met when files are opened; all others stay English.
"""

import re
from functools import cache

from speckle_viewer.gui.tr import QT_TR_NOOP, tr

KNOWN = (
    # cine.open, cine.folder
    QT_TR_NOOP("{} does not exist in {}: check the name."),
    QT_TR_NOOP("{} cannot be read: {}."),
    QT_TR_NOOP("{} is empty: copy it again from where it came from."),
    QT_TR_NOOP("{} is of no format known here; known are {}."),
    QT_TR_NOOP("{} is a DICOMDIR, an index without images: open its folder instead."),
    QT_TR_NOOP("{} holds no images that can be opened: choose another folder."),
    QT_TR_NOOP("{} holds {} separate cines ({}, …): open one of them."),
    # cine.dicom…
    QT_TR_NOOP("{} is not a DICOM file; open the file that the scanner exported."),
    QT_TR_NOOP("{} has a damaged header ({}); export it again."),
    QT_TR_NOOP(
        "{} holds no pixel data (7FE0,0010), or is cut off before them; choose an image, or"
        " export it again."
    ),
    QT_TR_NOOP("{} is cut off before the end of its first frame; export or copy it again."),
    QT_TR_NOOP(
        "{} is encoded as {} (TransferSyntaxUID), which is not supported; convert it, for"
        " instance with gdcmconv --raw."
    ),
    QT_TR_NOOP("{} gives no image size (Rows, Columns); export it again."),
    # cine.stills, cine.video, cine.volumes, cine.arrays
    QT_TR_NOOP(
        "{} claims more pixels than any ultrasound image has: it is damaged, or is not meant for"
        " this viewer."
    ),
    QT_TR_NOOP("{} holds no video: choose a file with moving images."),
    QT_TR_NOOP("{} holds no frame that can be decoded: copy or export it again."),
    QT_TR_NOOP(
        "Frame {} of {} cannot be decoded: the file is damaged there; the other frames can be"
        " viewed."
    ),
    QT_TR_NOOP("{} needs PyAV: install it with pip install av."),
    QT_TR_NOOP("{} needs SimpleITK: install it with pip install SimpleITK."),
    QT_TR_NOOP("{} holds an array of shape {}: frames are {}."),
)


def sentence_of(said: str) -> str:
    """A sentence in the language of the window; as it is if it is none of `KNOWN`."""
    for template in KNOWN:
        found = _pattern(template).fullmatch(said)
        if found:
            return tr(template).format(*found.groups())
    return said


@cache
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(re.escape(part) for part in template.split("{}")))
