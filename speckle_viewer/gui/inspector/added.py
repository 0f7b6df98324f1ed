"""All sizes and frames of a pixel's kernels added: what the method as a whole weighs."""

from dataclasses import replace

from speckle_viewer.central import Arrays, Central


def with_added(kernel: Central) -> Central:
    """The same with a section more, of one frame: all sizes and frames added around the centre.

    Its patch is that of the middle frame, its products are added as its weights are.
    """
    from speckle_viewer.evidence import (
        combined,  # it loads torch, which the window does not wait for
    )

    def added(arrays: Arrays) -> Arrays:
        return (*arrays, combined(arrays).sum(0, keepdims=True))

    largest = max(kernel.patches, key=lambda patch: patch.shape[-1])
    return replace(
        kernel,
        taps=added(kernel.taps),
        patches=(*kernel.patches, largest[len(largest) // 2][None]),
        products=added(kernel.products),
        whole=(*kernel.whole, max(kernel.whole)),
        shares=(*kernel.shares, 1.0),
    )
