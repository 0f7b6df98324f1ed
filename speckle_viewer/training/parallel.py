"""Several processes that train one network together: ``torchrun`` starts them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from speckle_viewer.errors import TrainingError


@dataclass(frozen=True)
class World:
    """A process among ``size``; the first one, of rank 0, writes and reports."""

    rank: int = 0
    size: int = 1

    def share(self, batch: int) -> range:
        """The places of a batch that are this process's. Raises `TrainingError`."""
        if batch % self.size:
            raise TrainingError(
                f"A batch of {batch} cannot be shared evenly by {self.size} processes; "
                f"add --set batch={(batch // self.size + 1) * self.size}."
            )
        each = batch // self.size
        return range(self.rank * each, (self.rank + 1) * each)

    def mean(self, *values: float) -> list[float]:
        """The mean of each over all processes: the same numbers in every one of them."""
        if self.size == 1:
            return list(values)
        device = "cuda" if dist.get_backend() == "nccl" else "cpu"
        summed = torch.tensor(values, dtype=torch.float64, device=device)
        dist.all_reduce(summed)
        return [float(v) / self.size for v in summed]

    def meet(self) -> None:
        """Wait for all: torchrun ends the others, even while they write, once one has left."""
        self.mean(0.0)

    def together(self, learner: nn.Module) -> nn.Module:
        """The same module with gradients that are averaged over all processes.

        Batch norm: over the whole batch on GPUs. On CPUs, where PyTorch cannot, each process
        normalises its own share, and the running means are those of the first.
        """
        if self.size == 1:
            return learner
        if next(learner.parameters()).is_cuda:
            learner = nn.SyncBatchNorm.convert_sync_batchnorm(learner)  # type: ignore[no-untyped-call]
        return DistributedDataParallel(learner)


@contextmanager
def world() -> Iterator[tuple[World, torch.device]]:
    """The place of this process and its device: as ``torchrun`` says, or alone."""
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    local = int(os.environ.get("LOCAL_RANK", 0))
    device = torch.device("cuda", local % gpus) if gpus else torch.device("cpu")
    if gpus:
        torch.cuda.set_device(device)
    if "WORLD_SIZE" not in os.environ:
        yield World(), device
        return
    dist.init_process_group("nccl" if gpus else "gloo")
    try:
        yield World(dist.get_rank(), dist.get_world_size()), device
    finally:
        dist.destroy_process_group()


def leave(status: int) -> int:
    """The exit status of a run that is over; one of several processes ends with it at once.

    Gloo's threads may still hold tensors while Python takes itself apart, and then abort a process
    that has done all (pytorch/pytorch#179291).
    """
    if "WORLD_SIZE" in os.environ:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    return status
