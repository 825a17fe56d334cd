"""The catalogue: every activation that symact defines, grouped by family, one screen each."""

from symact.activation import Activation, collect
from symact.catalogue import axiswise, rectified, sigmoidal, threshold

FAMILIES = (threshold, sigmoidal, rectified, axiswise)

CATALOGUE: dict[str, Activation] = {
    name: activation for family in FAMILIES for name, activation in collect(vars(family)).items()
}
