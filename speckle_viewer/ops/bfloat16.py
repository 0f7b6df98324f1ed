"""Whether the processor computes in bfloat16."""

import torch


def computes_bfloat16() -> bool:
    """Whether bfloat16 is faster than float32 on this CPU."""
    # Torch says so under a private name only. ``_is_mkldnn_bf16_supported`` is no substitute: it
    # is true on every processor with AVX-512, where bfloat16 is emulated and slow.
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    onednn = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    return bool(onednn and supported is not None and supported())
