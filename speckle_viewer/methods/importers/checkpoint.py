"""Reading the tensors of a PyTorch checkpoint or a safetensors file, without running its code."""

import pickle
import re
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.no_warnings import no_warnings

_FIRST_SAFE_TORCH = (2, 10)


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """The state dict in a file: name → dense tensor on the CPU.

    A safetensors file is a table and bytes: nothing in it can run. A pickle is a program: its
    opcodes may import any name and call it. PyTorch's ``weights_only`` unpickler, which reads it
    here, is an interpreter of its own that knows only names from a list: tensors, their storages
    and ordered dicts. This list is lengthened by one class, ``argparse.Namespace``, which the
    checkpoints of the bias-free study hold: making one only sets attributes of a new object. What
    a file may call is thereby unchanged, for even an attribute ``__setstate__`` could hold only
    what is on the list. Before PyTorch 2.10 that interpreter let a file corrupt memory
    (CVE-2026-24747), so older versions read no pickles here.

    Raises
    ------
    MethodError
        If the file cannot be read, asks to run code, or holds no state dict.
    """
    if path.suffix.lower() == ".safetensors":
        try:
            return safetensors.torch.load_file(path)
        except (OSError, SafetensorError) as error:
            raise MethodError(f"{path} cannot be read: {error}") from error
    return _state_dict(path, _unpickled(path))


def _unpickled(path: Path) -> Any:
    if tuple(map(int, re.findall(r"\d+", torch.__version__)[:2])) < _FIRST_SAFE_TORCH:
        raise MethodError(
            f"PyTorch {torch.__version__} cannot read {path.name} safely; update it to 2.10 or "
            "later (pip install -U torch), or convert the weights to safetensors."
        )
    try:
        # PyTorch warns of TorchScript before it refuses it.
        with no_warnings, torch.serialization.safe_globals([Namespace]):
            return torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise MethodError(f"{path} cannot be read: {error.strerror or error}.") from error
    except pickle.UnpicklingError as error:
        asked = re.search(r"GLOBAL ([\w.]+)", str(error))
        if asked is None:
            raise _damaged(path) from error
        raise MethodError(
            f"{path.name} is refused: it holds not only weights but asks to run {asked[1]}. Save "
            "its state dict alone, as safetensors."
        ) from error
    except Exception as error:  # a damaged pickle fails in every way there is
        if "TorchScript archive" in str(error):
            raise MethodError(
                f"{path.name} holds a TorchScript model and no weights alone. It is code; if you "
                "trust it, load it as a model: Methods → Load model from file, or "
                f"speckle-viewer methods add {path.name} --as ID"
            ) from error
        raise _damaged(path) from error


def _damaged(path: Path) -> MethodError:
    return MethodError(
        f"{path.name} cannot be read as a PyTorch checkpoint: it may be damaged or cut short, or "
        "of another format; copy it again from where it came from."
    )


def _state_dict(path: Path, content: Any) -> dict[str, Tensor]:
    """The state dict itself, or the one under ``model``, alone or as the only one of a list."""
    if isinstance(content, Mapping) and "model" in content:
        if getattr(content.get("args"), "residual", False):
            raise MethodError(
                f"{path.name} holds a network with a residual connection, which the small U-Net "
                "of the bias-free study lacks as published; there is no such network here."
            )
        content = content["model"]
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if not isinstance(content, Mapping) or not content or not all(map(_is_entry, content.items())):
        raise MethodError(
            f"{path.name} holds no state dict, neither by itself nor under 'model': save "
            "network.state_dict() and import that."
        )
    return dict(content)


def _is_entry(entry: tuple[Any, Any]) -> bool:
    name, value = entry
    dense = isinstance(value, Tensor) and value.layout == torch.strided and not value.is_quantized
    return isinstance(name, str) and dense and not value.is_complex()
