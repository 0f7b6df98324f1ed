"""Frames with square pixels, for what is looked at."""

from PIL import Image

from speckle_viewer.cine import Cine, Frame


def square_size(cine: Cine) -> tuple[int, int]:
    """Rows and columns of the cine's frames with square pixels, columns as they are."""
    rows, columns = cine.shape
    return max(1, round(rows * cine.aspect)), columns


def squared(frame: Frame, cine: Cine) -> Image.Image:
    """A frame of 8 bits as a picture with square pixels."""
    rows, columns = square_size(cine)
    picture = Image.fromarray(frame)
    if picture.size != (columns, rows):
        picture = picture.resize((columns, rows), Image.Resampling.BILINEAR)
    return picture
