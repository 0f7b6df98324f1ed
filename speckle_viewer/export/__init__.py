"""Taking results away: derived DICOM objects, videos, stacks of images and arrays."""
