"""One module per activation: its kernels. Written by symact; do not edit."""
