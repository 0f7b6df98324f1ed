"""What the code of others says when it fails. Needs no torch."""

import re


def reason(error: BaseException) -> str:
    """The message of an error on one line, without its full stop."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # TorchScript says what happened after the code in which it happened.
    told = lines[-1:] if "TorchScript" in str(error) else lines
    said = re.sub(r"^\[ONNXRuntimeError\] : \d+ : \w+ : ", "", " ".join(told))
    return said[:300].rstrip(".") or type(error).__name__


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory was what it lacked: most libraries raise a plain error that says so."""
    signs = ("out of memory", "not enough memory", "allocate memory")
    return isinstance(error, MemoryError) or any(sign in str(error).lower() for sign in signs)
