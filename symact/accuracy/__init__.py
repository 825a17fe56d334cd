"""Accuracy: the error of kernels in ULP, sampled and over every float32 input."""
