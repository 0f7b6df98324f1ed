"""Which layout a state dict has: KAIR's, or one of those of the bias-free study."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.importers.layout import Layout


def layout_of(path: Path, tensors: Mapping[str, Tensor]) -> Layout:
    """Recognise the layout of a file's state dict by the names of its tensors.

    Raises
    ------
    MethodError
        If it is none that is known; it names ``path``.
    """
    if any(re.fullmatch(r"model\.\d+\.weight", name) for name in tensors):
        return _kair(tensors)
    if "first_layer.weight" in tensors or "hidden_layer_list.0.weight" in tensors:
        return _bias_free_dncnn(tensors)
    if any(re.fullmatch(r"conv[1-9]\.weight", name) for name in tensors):
        bias = any(name.endswith(".bias") for name in tensors)
        return Layout("the bias-free study", "BFUNet", {"bias": bias}, tensors, str)
    raise MethodError(
        f"{path.name} is in no layout that is known here (its first tensor is "
        f"{next(iter(tensors), 'none')}): not KAIR's (model.0.weight), nor the bias-free study's "
        "(first_layer.weight, conv1.weight). Weights of this project need their card, "
        f"{path.stem}.json, beside them."
    )


def _kair(tensors: Mapping[str, Tensor]) -> Layout:
    """KAIR numbers the layers of DnCNN and FFDNet as we do, activations and norms included."""
    kept = _without(tensors, "num_batches_tracked")
    norm = any(name.endswith("running_var") for name in kept)
    last = max(int(name.split(".")[1]) for name in kept if re.match(r"model\.\d+\.", name))
    arguments: dict[str, Any] = {"width": usual_width(kept.values())}
    arguments["bias"] = any(name.endswith(".bias") for name in kept)
    if is_ffdnet(kept.get("model.0.weight")):
        network, arguments["depth"] = "FFDNet", last // 2 + 1
    else:
        depth = (last - 2) // 3 + 2 if norm else last // 2 + 1
        network, arguments = "DnCNN", arguments | {"depth": depth, "norm": norm}
    return Layout("KAIR", network, arguments, kept, lambda own: own.replace("layers.", "model.", 1))


def _bias_free_dncnn(tensors: Mapping[str, Tensor]) -> Layout:
    """DnCNN of Mohan et al.; its bias-free norm has no use for the mean and bias that it keeps."""
    bias = "first_layer.bias" in tensors
    kept = _without(tensors, "num_batches_tracked")
    if not bias:
        norms = {n: t for n, t in kept.items() if n.startswith("bn_layer_list.")}
        kept = {n: t for n, t in kept.items() if n not in norms or n.endswith(("weight", "_var"))}
        # It is kept as a variance, but used as √variance + ε.
        kept |= {n: t.sqrt() for n, t in norms.items() if n.endswith("running_var")}
    hidden = len({n.split(".")[1] for n in kept if n.startswith("hidden_layer_list.")})
    arguments = {"depth": hidden + 2, "width": usual_width(kept.values()), "bias": bias}

    def name_in_file(own: str) -> str:
        _, index, part = own.split(".")
        number, is_norm = divmod(int(index) - 2, 3)
        if number < 0:
            return f"first_layer.{part}"
        if number == hidden:
            return f"last_layer.{part}"
        if is_norm:
            return f"bn_layer_list.{number}.{part.replace('running_std', 'running_var')}"
        return f"hidden_layer_list.{number}.{part}"

    return Layout("the bias-free study", "DnCNN", arguments, kept, name_in_file)


def is_ffdnet(first: Tensor | None) -> bool:
    """Whether a first convolution takes the quarters of a grey or colour image and a noise map."""
    return first is not None and first.ndim == 4 and first.shape[1] in (5, 13)


def _without(tensors: Mapping[str, Tensor], ending: str) -> dict[str, Tensor]:
    """The tensors whose names do not end so."""
    return {name: tensor for name, tensor in tensors.items() if not name.endswith(ending)}


def usual_width(tensors: Iterable[Tensor]) -> int:
    """The channels that most convolutions give, so that one wrong tensor does not mislead."""
    counts = Counter(tensor.shape[0] for tensor in tensors if tensor.ndim == 4)
    return counts.most_common(1)[0][0] if counts else 64
