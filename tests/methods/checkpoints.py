"""Checkpoints in the layouts of others, made from networks of our own."""

from argparse import Namespace
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.io import savemat
from torch import Tensor, nn

from speckle_viewer.networks.batch_norm import ScaleNorm


def scrambled(network: nn.Module) -> nn.Module:
    """The network in evaluation with random weights of which each counts."""
    torch.manual_seed(11)
    for name, tensor in network.state_dict().items():
        if name.endswith(("running_var", "running_std")):
            tensor.uniform_(0.5, 1.5)
        elif tensor.ndim == 4:
            nn.init.kaiming_normal_(tensor)
        elif tensor.is_floating_point():
            tensor.normal_(std=0.15)
    return network.eval()


def kair(network: nn.Module) -> dict[str, Tensor]:
    """`model.N.weight`: our numbers under another name."""
    return {f"model.{n.removeprefix('layers.')}": t for n, t in network.state_dict().items()}


def bias_free_study(network: Any) -> dict[str, Any]:
    """The study's whole checkpoint of a DnCNN, with all that lies beside the weights."""
    convolutions = [m for m in network.layers if isinstance(m, nn.Conv2d)]
    norms = [m for m in network.layers if isinstance(m, nn.BatchNorm2d | ScaleNorm)]
    state: OrderedDict[str, Tensor] = OrderedDict()

    def put(prefix: str, module: nn.Module) -> None:
        state.update({f"{prefix}.{n}": t for n, t in module.state_dict().items()})

    put("first_layer", convolutions[0])
    for i, (convolution, norm) in enumerate(zip(convolutions[1:-1], norms, strict=True)):
        put(f"hidden_layer_list.{i}", convolution)
        put(f"bn_layer_list.{i}", norm)
        if isinstance(norm, ScaleNorm):
            # PyTorch's norm with its mean and bias unused, and a variance under the root.
            std = state.pop(f"bn_layer_list.{i}.running_std")
            state[f"bn_layer_list.{i}.bias"] = torch.zeros_like(std)
            state[f"bn_layer_list.{i}.running_mean"] = torch.zeros_like(std)
            state[f"bn_layer_list.{i}.running_var"] = std**2
            state[f"bn_layer_list.{i}.num_batches_tracked"] = torch.tensor(0)
    put("last_layer", convolutions[-1])
    return {"step": None, "model": [state], "args": Namespace(bias=False, hidden_size=64)}


def matconvnet(path: Path, network: Any, *, extra: tuple[dict[str, Any], ...] = ()) -> None:
    """`net.layers` as MATLAB writes it; the quarters of an image are counted downwards first."""
    layers: list[dict[str, Any]] = list(extra)
    modules = list(network.layers)
    unshuffled = modules[0].in_channels == 5
    for i, module in enumerate(modules):
        if not isinstance(module, nn.Conv2d):
            layers.append({"type": "relu"})
            continue
        filters = module.weight.detach().numpy().transpose(2, 3, 1, 0)
        biases = module.bias.detach().numpy() if module.bias is not None else np.zeros(0)
        if unshuffled and i == 0:
            filters = filters[:, :, [0, 2, 1, 3, 4]]
        if unshuffled and i == len(modules) - 1:
            filters, biases = filters[..., [0, 2, 1, 3]], biases[[0, 2, 1, 3]]
        if filters.shape[-1] == 1:
            filters = filters[..., 0]  # MATLAB drops a last dimension of one
        weights = np.empty((1, 2), object)
        weights[0, 0], weights[0, 1] = filters, biases[:, None]
        layers.append({"type": "conv", "weights": weights, "pad": 1})
    cells = np.empty((1, len(layers)), object)
    cells[0, :] = layers
    savemat(path, {"net": {"layers": cells}})
