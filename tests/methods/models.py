"""Models of others, and files of every kind that hold them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import onnx
import onnx.helper
import onnx.numpy_helper
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Blur(nn.Module):
    """Two convolutions with a rectifier: a pixel depends on 5 pixels around it."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.second = nn.Conv2d(1, 3, 7, padding=3), nn.Conv2d(3, 1, 5, padding=2)
        for layer in (self.first, self.second):
            nn.init.uniform_(layer.weight, 0, 0.1)

    def forward(self, image: Tensor) -> Tensor:
        return self.second(F.relu(self.first(image)))


class Halves(nn.Module):
    """Works at half the resolution, and so on even sizes only."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        return F.pixel_shuffle(self.layer(F.pixel_unshuffle(image, 2)), 2)


class HiddenGrid(nn.Module):
    """Takes any size, but what it makes of a pixel depends on the pixel's place in a grid of 4."""

    def forward(self, image: Tensor) -> Tensor:
        coarse = F.avg_pool2d(image, 4, 4, ceil_mode=True)
        fine = F.interpolate(coarse, scale_factor=4.0)
        return 0.5 * image + 0.5 * fine[:, :, : image.shape[2], : image.shape[3]]


class Overall(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return 0.5 * image + 0.5 * image.mean()


class Noise(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image - F.avg_pool2d(image, 5, 1, 2, count_include_pad=False)


class Fixed(nn.Module):
    """Takes 64 × 96 pixels and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = Blur()

    def forward(self, image: Tensor) -> Tensor:
        return self.inner(image.view(1, 1, 64, 96))


def script(model: nn.Module, file: Path, **_: Any) -> Path:
    with pytest.warns(DeprecationWarning, match="deprecated"):
        torch.jit.save(torch.jit.script(model.eval()), file.with_suffix(".pt"))
    return file.with_suffix(".pt")


def export(model: nn.Module, file: Path, multiple: int = 1) -> Path:
    rows, columns = (multiple * torch.export.Dim(name, min=2) for name in ("rows", "columns"))
    shapes = {"image": {2: rows, 3: columns}}
    image = torch.rand(1, 1, 16 * multiple, 24 * multiple)
    program = torch.export.export(model.eval(), (image,), dynamic_shapes=shapes)
    torch.export.save(program, file.with_suffix(".pt2"))
    return file.with_suffix(".pt2")


def graph(model: Blur, rows: Any = "rows", columns: Any = "columns") -> onnx.ModelProto:
    """`Blur` as ONNX."""
    kind, pads = onnx.TensorProto.FLOAT, [3] * 4
    info = onnx.helper.make_tensor_value_info
    node = onnx.helper.make_node
    made = onnx.helper.make_graph(
        [
            node("Conv", ["image", "first.weight", "first.bias"], ["a"], pads=pads),
            node("Relu", ["a"], ["b"]),
            node("Conv", ["b", "second.weight", "second.bias"], ["made"], pads=[2] * 4),
        ],
        "blur",
        [info("image", kind, [1, 1, rows, columns])],
        [info("made", kind, [1, 1, rows, columns])],
        [onnx.numpy_helper.from_array(t.numpy(), n) for n, t in model.state_dict().items()],
    )
    opsets = [onnx.helper.make_opsetid("", 17)]
    return onnx.helper.make_model(made, opset_imports=opsets, ir_version=8)


def as_onnx(model: Any, file: Path, **_: Any) -> Path:
    file.with_suffix(".onnx").write_bytes(graph(model).SerializeToString())
    return file.with_suffix(".onnx")


KINDS: dict[str, Callable[..., Path]] = {
    "TorchScript": script,
    "torch.export": export,
    "ONNX": as_onnx,
}


class Cropped(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image[:, :, 1:]


class Two(nn.Module):
    def forward(self, image: Tensor, level: Tensor) -> Tensor:
        return image * level


class Undefined(nn.Module):
    def forward(self, image: Tensor) -> Tensor:
        return image / (image - image)


class Colours(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Conv2d(3, 3, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        return self.layer(image)


class Words(nn.Module):
    def forward(self, image: Tensor) -> str:
        return "no image"
