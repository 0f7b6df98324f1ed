"""Frames of MPEG-2, H.264 and HEVC streams inside DICOM, through PyAV (the ``video`` extra)."""

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from speckle_viewer.cine.types import Frame
from speckle_viewer.cine.video_colour import to_rgb
from speckle_viewer.errors import CineError

_TRIES = 3
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
                f"{name} holds video, which needs the package PyAV; install it with pip install av."
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
        try:
            for start in self._starts(index):
                frame = self._decoded_from(start, index)
                if frame is not None:
                    return self._rgb(frame)
        except self._av.FFmpegError as error:
            self._next = _NOWHERE
            raise CineError(
                f"{self._name}: the video is damaged at frame {index + 1}; export it again."
            ) from error
        raise CineError(f"{self._name}: the video ends before frame {index + 1}; export it again.")

    def _starts(self, index: int) -> list[int]:
        """Where to decode from: on from here, or a key frame; some seeks land too late."""
        keys = [key for key in reversed(self._keys) if key <= index][:_TRIES]
        key = keys[0] if keys else 0
        return [self._next] if key <= self._next <= index else [*keys, 0]

    def _decoded_from(self, start: int, index: int) -> Any:
        """The frame, None where the stream is past it, which from its begin means a lost one."""
        if start != self._next:
            self._go_to(start)
        at, self._next = start, _NOWHERE
        for frame in self._frames:
            at = self._index_of.get(frame.pts, at)
            if at == index or (at > index and start == 0):
                self._next = at + 1
                return frame
            if at > index:
                return None
            at += 1
        return None

    def _go_to(self, start: int) -> None:
        stream = self._restart()
        if start:
            self._container.seek(self._pts[start], stream=stream)
            self._frames = self._container.decode(stream)

    def _rgb(self, frame: Any) -> Frame:
        if (frame.height, frame.width) != self.shape:
            raise CineError(f"{self._name}: the video changes its size; export it again.")
        return to_rgb(frame)

    def close(self) -> None:
        """Release the decoder and the file."""
        self._container.close()
        self._file.close()
