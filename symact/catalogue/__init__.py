"""The catalogue: every activation that symact defines, grouped by family, one screen each."""

from symact.activation import Activation, collect
from symact.catalogue import axiswise, clipped, gated, rectified, sigmoidal, smooth, threshold

FAMILIES = (threshold, sigmoidal, rectified, gated, smooth, clipped, axiswise)

CATALOGUE: dict[str, Activation] = {
    name: activation for family in FAMILIES for name, activation in collect(vars(family)).items()
}
