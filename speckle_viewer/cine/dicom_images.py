"""Frames of a DICOM image file, decoded one at a time."""

from speckle_viewer.cine.dicom_colour import to_frame
from speckle_viewer.cine.dicom_decode import Decoder
from speckle_viewer.cine.dicom_file import DicomFile
from speckle_viewer.cine.dicom_frames import FrameBytes
from speckle_viewer.cine.dicom_layout import Layout
from speckle_viewer.cine.palette import Palette
from speckle_viewer.cine.types import Frame
from speckle_viewer.errors import CineError


class ImageFrames:
    """All complete frames of a file that is not video."""

    def __init__(
        self,
        file: DicomFile,
        frames: FrameBytes,
        decode: Decoder,
        layout: Layout,
        palette: Palette | None,
    ) -> None:
        self._file = file
        self._frames = frames
        self._decode = decode
        self._layout = layout
        self._palette = palette

    def __len__(self) -> int:
        return len(self._frames)

    def decode(self, index: int) -> Frame:
        """Frame ``index``: grey uint8 or uint16, or RGB uint8."""
        try:
            samples = self._decode(self._frames.read(index), self._layout)
            frame = to_frame(samples, self._layout, self._palette)
        except Exception as error:  # each decoder has its own kinds of error
            cause = str(error) if isinstance(error, CineError) else "its data are damaged"
            raise CineError(
                f"{self._file.name}: frame {index + 1} cannot be decoded ({cause}); "
                "export the file again."
            ) from error
        if frame.shape[:2] != (self._layout.rows, self._layout.columns):
            raise CineError(
                f"{self._file.name}: frame {index + 1} has another size than the header says; "
                "export the file again."
            )
        return frame

    def close(self) -> None:
        """Release the file."""
        self._file.stream.close()
