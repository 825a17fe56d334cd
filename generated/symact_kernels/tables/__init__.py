"""The tables of kernels, a module an activation. Written by symact; do not edit."""
