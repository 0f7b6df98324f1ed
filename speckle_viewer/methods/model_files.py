"""Opening model files of others: TorchScript, ``torch.export`` and ONNX."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from logging import getLogger
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.no_warnings import Shared, no_warnings

_SUFFIXES = {"TorchScript": ".pt", "torch.export": ".pt2", "ONNX": ".onnx"}
_WEIGHTS = (".safetensors", ".mat")
_OLD_CHECKPOINT = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e")
"""How a file of ``torch.save`` begins that is no archive: with this number, pickled."""


class Model(Protocol):
    """A model that was opened. It runs code of the file's author: see `plugins.WARNING`."""

    @property
    def parameters(self) -> int:
        """How many numbers it has learnt; 0 where the file does not say."""

    @property
    def size(self) -> tuple[int | None, int | None]:
        """Rows and columns that it insists on; None where it takes any, or does not say."""

    def __call__(self, image: Tensor) -> Tensor:
        """What it makes of (1, 1, H, W) float32; raises whatever it likes."""

    def to(self, device: torch.device) -> None:
        """Compute there from now on, if it can."""


def kind_of(name: str, data: bytes) -> str:
    """Which of TorchScript, torch.export and ONNX a file is, by what is in it.

    Raises `MethodError`, with its ``name``, if it is none of them.
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        if Path(name).suffix.lower() == ".onnx":
            return "ONNX"
        if data.startswith(_OLD_CHECKPOINT) or Path(name).suffix.lower() in _WEIGHTS:
            raise _weights_only(name)
        raise MethodError(
            f"{name} is no model file: save it with torch.export.save (.pt2), torch.jit.save (.pt) "
            "or as ONNX (.onnx)."
        )
    with zipfile.ZipFile(BytesIO(data)) as archive:
        inside = {entry.partition("/")[2] or entry for entry in archive.namelist()}
    if {"archive_format", "serialized_exported_program.json"} & inside:
        return "torch.export"
    if any(entry.startswith("code/") for entry in inside):
        return "TorchScript"
    if "data.pkl" in inside:
        raise _weights_only(name)
    raise MethodError(f"{name} is an archive of something else, and no model file.")


def _weights_only(name: str) -> MethodError:
    return MethodError(
        f"{name} holds weights and no network; if they are of a network that is known here, "
        f"use: speckle-viewer weights import {name} --as ID"
    )


def stored_beside(card_file: Path, kind: str) -> Path:
    """Where the model file of a card is kept; nothing is there if there is no such kind."""
    return card_file.with_suffix(_SUFFIXES.get(kind, ".unknown"))


def open_model(kind: str, data: bytes) -> Model:
    """Open what `kind_of` calls so, on the CPU.

    Runs the file's code. Raises whatever the opening library does, or `MethodError`.
    """
    openers: dict[str, Callable[[bytes], Model]] = {
        "TorchScript": _TorchScript,
        "torch.export": _Exported,
        "ONNX": _Onnx,
    }
    return openers[kind](data)


class _TorchScript:
    size: tuple[int | None, int | None] = None, None

    def __init__(self, data: bytes) -> None:
        with no_warnings:  # PyTorch would rather have torch.export
            load: Callable[..., torch.nn.Module] = torch.jit.load
            self._module = load(BytesIO(data), map_location="cpu").eval()
        self.parameters = sum(p.numel() for p in self._module.parameters())

    def __call__(self, image: Tensor) -> Tensor:
        return _tensor(self._module(image))

    def to(self, device: torch.device) -> None:
        self._module.to(device)


class _Exported:
    def __init__(self, data: bytes) -> None:
        import torch.export.passes

        try:
            with no_warnings, _quiet:
                self._program = torch.export.load(BytesIO(data))
        except Exception as error:  # it says what only its authors understand
            raise MethodError(
                f"PyTorch {torch.__version__} cannot read it: it is damaged, or another version "
                "saved it"
            ) from error
        self.parameters = sum(p.numel() for p in self._program.parameters())
        self.size = self._declared()
        self._device: torch.device | None = None
        self.to(torch.device("cpu"))

    def _declared(self) -> tuple[int | None, int | None]:
        names = self._program.graph_signature.user_inputs
        inputs = [n for n in self._program.graph.nodes if n.op == "placeholder" and n.name in names]
        shapes = [getattr(n.meta.get("val"), "shape", ()) for n in inputs]
        if len(shapes) != 1 or len(shapes[0]) != 4:
            raise MethodError("it does not take one tensor (1, 1, rows, columns)")
        rows, columns = (n if isinstance(n, int) else None for n in shapes[0][2:])
        return rows, columns

    def __call__(self, image: Tensor) -> Tensor:
        return _tensor(self._module(image))

    def to(self, device: torch.device) -> None:
        if device == self._device:  # as before nearly every frame
            return
        self._device = device
        # A graph names devices, also where it makes tensors.
        with no_warnings:
            moved = torch.export.passes.move_to_device_pass(self._program, device)
            self._module = moved.module()


class _Onnx:
    parameters = 0

    def __init__(self, data: bytes) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise MethodError(
                'ONNX files need onnxruntime: pip install "speckle-viewer[onnx]"'
            ) from error
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # what is wrong is raised
        # Weights in a second file would be read from wherever the process happens to be.
        options.add_session_config_entry(
            "session.model_external_initializers_file_folder_path", "/no/second/file"
        )
        options.intra_op_num_threads = torch.get_num_threads()
        try:
            self._session = onnxruntime.InferenceSession(
                data, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            if "External data" not in str(error):
                raise
            raise MethodError(
                "its weights lie in a second file: export it with external_data=False"
            ) from error
        inputs = self._session.get_inputs()
        if len(inputs) != 1 or inputs[0].type != "tensor(float)" or len(inputs[0].shape) != 4:
            raise MethodError("it does not take one float32 tensor (1, 1, rows, columns)")
        self._input = inputs[0].name
        rows, columns = (n if isinstance(n, int) else None for n in inputs[0].shape[2:])
        self.size = rows, columns

    def __call__(self, image: Tensor) -> Tensor:
        found = self._session.run(None, {self._input: image.cpu().numpy()})
        return torch.from_numpy(found[0]).to(image.device)

    def to(self, device: torch.device) -> None:
        """Stays on the CPU."""


def _tensor(found: object) -> Tensor:
    """The image of a model that may return several things: the first."""
    first = found[0] if isinstance(found, tuple | list) and found else found
    if not isinstance(first, Tensor):
        raise MethodError(f"it returns {type(first).__name__} and no tensor")
    return first


@contextmanager
def _no_log() -> Iterator[None]:
    log = getLogger("torch.export")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


_quiet = Shared(_no_log)
"""Keeps in what torch.export writes about a file that it then refuses."""
