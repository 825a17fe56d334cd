"""Train a small network on handwritten digits, forward and backward by `symact_kernels` alone.

    pip install 'symact[examples]'
    python docs/examples/digits.py --output digits.svg

The data are scikit-learn's 1,797 images of 8 by 8 pixels. NumPy does the matrix products; every
function of the network, and every derivative, is a kernel.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import symact_kernels as k
from numpy.typing import NDArray

Array = NDArray[np.float32]

NAMES = ("sigmoid", "tanh", "relu", "prelu", "elu", "selu", "gelu", "silu")
WIDTHS = (64, 48, 32, 10)
BATCH, RATE, MOMENTUM = 128, 0.1, 0.9


@dataclass
class Layer:
    """Weights, and where the activation has a parameter to learn, one value for each unit."""

    weights: Array
    bias: Array
    parameter: Array | None = None

    @property
    def arguments(self) -> tuple[Array, ...]:
        """What the activation takes besides its input."""
        return () if self.parameter is None else (self.parameter,)


def load() -> tuple[Array, NDArray[np.int64], Array, NDArray[np.int64]]:
    """Images for training and for testing with their labels, pixels from -1 to 1."""
    from sklearn.datasets import load_digits

    data = load_digits()
    order = np.random.default_rng(0).permutation(len(data.target))
    images = (data.data[order] / 8 - 1).astype(np.float32)
    labels = data.target[order].astype(np.int64)
    return images[:1400], labels[:1400], images[1400:], labels[1400:]


def layers(name: str, random: np.random.Generator) -> list[Layer]:
    """A fresh network; a learnable parameter starts at its default."""
    made = []
    for fan_in, fan_out in pairwise(WIDTHS):
        weights = random.normal(0, fan_in**-0.5, (fan_in, fan_out)).astype(np.float32)
        made.append(Layer(weights, np.zeros(fan_out, np.float32)))
    if name == "prelu":
        for layer in made[:-1]:
            layer.parameter = np.full(layer.bias.shape, 0.25, np.float32)
    return made


def forward(name: str, network: list[Layer], x: Array) -> tuple[list[Array], list[Array]]:
    """The input of every layer, and what it gives before the activation."""
    activation, inputs, sums = getattr(k, name), [x], []
    for layer in network:
        sums.append(inputs[-1] @ layer.weights + layer.bias)
        if layer is not network[-1]:
            inputs.append(activation(sums[-1], *layer.arguments))
    return inputs, sums


def gradients(
    name: str, network: list[Layer], inputs: list[Array], sums: list[Array], g: Array
) -> list[list[Array]]:
    """The gradients of each layer by its weights, its bias and its parameter, the last first.

    `g` is the gradient by the last sums. The derivative by prelu's slope comes in the slope's own
    shape: the kernel adds up the batch.
    """
    vjp, found = getattr(k, f"{name}_vjp"), []
    for layer, x, z in zip(network[::-1], inputs[::-1], sums[::-1], strict=True):
        by_parameter = []
        if layer is not network[-1]:
            if layer.parameter is not None:
                by_parameter = [k.prelu_vjp_slope(g, z, layer.parameter)]
            g = vjp(g, z, *layer.arguments)
        found.append([x.T @ g, g.sum(axis=0), *by_parameter])
        g = g @ layer.weights.T
    return found


def train(name: str, steps: int = 400) -> tuple[list[float], float]:
    """The loss at every step, and the part of the test images that is recognised at the end."""
    images, labels, test_images, test_labels = load()
    random = np.random.default_rng(1)
    network, losses = layers(name, random), []
    moved = [[np.zeros_like(p) for p in _parameters(layer)] for layer in network]
    for _ in range(steps):
        batch = random.choice(len(images), BATCH, replace=False)
        inputs, sums = forward(name, network, images[batch])
        rows, chosen = np.arange(BATCH), labels[batch]
        losses.append(-float(k.log_softmax(sums[-1])[rows, chosen].mean()))
        g = np.zeros_like(sums[-1])
        g[rows, chosen] = -1 / BATCH
        g = k.log_softmax_vjp(g, sums[-1])
        slopes = gradients(name, network, inputs, sums, g)[::-1]
        for layer, steps_made, by in zip(network, moved, slopes, strict=True):
            for parameter, step, slope in zip(_parameters(layer), steps_made, by, strict=True):
                step *= MOMENTUM
                step -= RATE * slope
                parameter += step
    scores = forward(name, network, test_images)[1][-1]
    return losses, float((k.softmax(scores).argmax(axis=1) == test_labels).mean())


def _parameters(layer: Layer) -> list[Array]:
    return [layer.weights, layer.bias, *layer.arguments]


def plot(losses: dict[str, list[float]], path: Path) -> None:
    """The losses as an SVG file, averaged over 20 steps; equal losses give equal bytes."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "digits", "svg.fonttype": "path"}):
        figure = Figure(figsize=(6.4, 4), layout="constrained")
        axes = figure.add_subplot()
        for name, values in losses.items():
            window = min(20, len(values))
            means = np.convolve(values, np.full(window, 1 / window), "valid")
            smooth = [float(f"{mean:.3g}") for mean in means]
            axes.plot(np.arange(len(smooth)) + window, smooth, label=name, linewidth=1.2)
        axes.set(xlabel="step", ylabel="loss", yscale="log")
        axes.grid(alpha=0.3)
        axes.legend(ncols=2, frameon=False)
        figure.savefig(path, metadata={"Date": None, "Creator": None})


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train on digits with symact_kernels.")
    parser.add_argument("names", nargs="*", default=list(NAMES), metavar="NAME")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--output", type=Path, default=Path("digits.svg"))
    chosen = parser.parse_args(arguments)
    losses = {}
    for name in chosen.names:
        losses[name], recognised = train(name, chosen.steps)
        last = np.mean(losses[name][-20:])
        print(f"{name:10} loss {last:.4f}  test images recognised {recognised:.1%}")
    plot(losses, chosen.output)
    print(f"wrote {chosen.output}")


if __name__ == "__main__":
    main()
