"""The device that the user prefers; without torch, so that a window can say it as it starts."""

AUTOMATIC = "auto"

_device = AUTOMATIC


def prefer_device(name: str) -> None:
    """Have methods run on this device from now on, where it is there.

    Those that run already stay where they are. ``name`` is "auto", or a device of torch: "cpu",
    "cuda:0", "mps".
    """
    global _device
    _device = name


def preferred_device() -> str:
    """The device that is preferred; "auto" where none is."""
    return _device
