"""Frames of MPEG-2, H.264 and HEVC streams inside DICOM, through PyAV (the ``video`` extra)."""

from collections.abc import Iterator
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.types import Frame
from speckle_viewer.errors import CineError

_HIGH_DEFINITION = 720
"""From this height on, video without a label is ITU-R BT.709, below it BT.601."""
_UNLABELLED = 2
_NOWHERE = 2**62
"""No frame follows this one: the next request seeks."""


class VideoFile(Protocol):
    """What PyAV needs of a file."""

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def close(self) -> None: ...


class VideoFrames:
    """Frames of a video stream by index: in sequence as fast as it decodes, else by key frames.

    Opening reads the compressed stream once, without decoding, to find the time of each frame.

    Attributes
    ----------
    shape
        (rows, columns).
    times
        Seconds from the first frame, (frames,), or None where the stream has no times.

    Raises
    ------
    CineError
        If PyAV is not installed or finds no video.
    """

    def __init__(self, file: VideoFile, name: str) -> None:
        try:
            import av
        except ImportError as error:
            raise CineError(
                f"{name} holds video, which needs the package PyAV; "
                "install it with: pip install 'speckle-viewer[video]'"
            ) from error
        self._av: Any = av
        self._file = file
        self._name = name
        self._container: Any = None
        self._frames: Iterator[Any] = iter(())
        self._next = 0
        try:
            self._index()
        except (av.FFmpegError, ValueError, OSError) as error:
            raise CineError(f"{name} holds damaged video; export it again.") from error

    def __len__(self) -> int:
        return self._count

    def _index(self) -> None:
        stream = self._restart()
        self.shape = (stream.height, stream.width)
        pts: list[int | None] = []
        keys: list[int] = []
        for packet in self._container.demux(stream):
            if packet.size:
                pts.append(packet.pts)
                if packet.is_keyframe and packet.pts is not None:
                    keys.append(packet.pts)
        self._count = len(pts)
        known = sorted({time for time in pts if time is not None})
        self._pts = known if len(known) == len(pts) else []
        self._index_of = {time: index for index, time in enumerate(self._pts)}
        self._keys = sorted(self._index_of[key] for key in keys if key in self._index_of)
        self.times: NDArray[np.float64] | None = None
        if self._pts and stream.time_base:
            self.times = (np.array(self._pts) - self._pts[0]) * float(stream.time_base)
        self._restart()

    def _restart(self) -> Any:
        if self._container is not None:
            self._container.close()
        self._file.seek(0)
        self._container = self._av.open(self._file, mode="r")
        if not self._container.streams.video:
            raise CineError(f"{self._name} holds no video stream; export it again.")
        stream = self._container.streams.video[0]
        stream.thread_type = "AUTO"
        self._frames = self._container.decode(stream)
        self._next = 0
        return stream

    def decode(self, index: int) -> Frame:
        """Frame ``index`` as (rows, columns, 3), uint8, RGB."""
        if index != self._next:
            self._seek(index)
        at, self._next = self._next, _NOWHERE
        try:
            for frame in self._frames:
                at = self._index_of.get(frame.pts, at)
                if at >= index:
                    self._next = at + 1
                    return self._rgb(frame)
                at += 1
        except self._av.FFmpegError as error:
            raise CineError(
                f"{self._name}: the video is damaged at frame {index + 1}; export it again."
            ) from error
        raise CineError(f"{self._name}: the video ends before frame {index + 1}; export it again.")

    def _seek(self, index: int) -> None:
        """Go to the last key frame before ``index``, unless decoding on gets there sooner."""
        key = max((key for key in self._keys if key <= index), default=0)
        if key <= self._next <= index:
            return
        stream = self._restart()
        if key:
            self._container.seek(self._pts[key], stream=stream)
            self._frames = self._container.decode(stream)

    def _rgb(self, frame: Any) -> Frame:
        if (frame.height, frame.width) != self.shape:
            raise CineError(f"{self._name}: the video changes its size; export it again.")
        high_definition = self.shape[0] >= _HIGH_DEFINITION and frame.colorspace == _UNLABELLED
        colours = {"src_colorspace": "ITU709"} if high_definition else {}
        return cast(Frame, frame.reformat(format="rgb24", **colours).to_ndarray())

    def close(self) -> None:
        """Release the decoder and the file."""
        self._container.close()
        self._file.close()
