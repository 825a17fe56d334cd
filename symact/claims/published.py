r"""Formulas that other places print: library documentation, a table on the web, library code.

Those that do not hold stand here as printed, next to some that do. A claim is named by what it is
about, `remark: derivative, RPubs 301255`; the document that a catalogue starts from keeps the plain
names `function` and `derivative`.
"""

from functools import partial

from sympy import Piecewise, Sum, exp, log

from symact.activation import Index, Positive
from symact.claim import OPEN, Claim, Document, X, f, x

KERAS = Document(
    author="Keras",
    title="docstring of the function elu",
    where="keras/src/activations/activations.py, 3422977 of August 2026",
)
RPUBS = Document(
    author="RPubs 301255",
    title="a table of activation functions",
    where="rstudio-pubs-static.s3.amazonaws.com/301255_98636afc9e324758ac4ecd6e1c60d588.html",
)
MLPACK = Document(
    author="mlpack",
    title="the class ELU before pull request 1540",
    where="src/mlpack/methods/ann/layer/elu.hpp",
)
MLX = Document(
    author="MLX",
    title="docstring of the function log_softmax before pull request 3590",
    where="python/mlx/nn/layers/activations.py",
)

i, j = Index("i"), Index("j")
lambda_, alpha = Positive("lambda"), Positive("alpha")

keras, table, mlpack, mlx = (partial(Claim, source=d) for d in (KERAS, RPUBS, MLPACK, MLX))

SELU_STATED = lambda_ * Piecewise((alpha * (exp(x) - 1), x < 0), (x, x >= 0))
SELU_WHERE = {lambda_: "lambda", alpha: "alpha"}

ELU = (
    keras(
        "elu",
        place="the value for x < 0",
        remark="function, Keras",
        function=Piecewise((x, x > 0), (alpha * exp(x) - 1, x < 0), (OPEN, True)),
        printed=r"f(x)=\left\{\begin{array}{rcl}x&\text{for}&x>0\\"
        r"\alpha e^{x}-1&\text{for}&x<0\end{array}\right.",
        expected="refuted",
    ),
)

SELU = (
    table(
        "selu",
        place="row SELU",
        remark="function, RPubs 301255",
        function=SELU_STATED,
        where=SELU_WHERE,
        printed=r"f(\alpha,x)=\lambda\left\{\begin{array}{rcl}\alpha (e^{x}-1)&\text{for}&x<0\\"
        r"x&\text{for}&x\geq 0\end{array}\right.",
    ),
    table(
        "selu",
        place="row SELU",
        remark="derivative, RPubs 301255",
        derivative=lambda_ * Piecewise((f + alpha, x < 0), (1, x >= 0)),
        stated=SELU_STATED,
        where=SELU_WHERE,
        printed=r"f'(\alpha,x)=\lambda\left\{\begin{array}{rcl}f(\alpha,x)+\alpha&\text{for}&x<0\\"
        r"1&\text{for}&x\geq 0\end{array}\right.",
        expected="refuted",
    ),
    mlpack(
        "selu",
        place="Deriv(y), where y is the output",
        remark="derivative, mlpack",
        derivative=Piecewise((lambda_, f > 0), (lambda_ * (f + alpha), True)),
        stated=SELU_STATED,
        where=SELU_WHERE,
        printed="where(y > 0, lambda, lambda * (y + alpha))",
        expected="refuted",
    ),
)

SOFTSIGN = (
    table(
        "softsign",
        place="row SoftSign",
        remark="derivative, RPubs 301255",
        derivative=1 - f**2,
        printed=r"f'(x)=1-f(x)^2",
        expected="refuted",
    ),
)

TANH = (
    table(
        "tanh",
        place="row TanH, reading e^2x as e^{2x}",
        remark="function, RPubs 301255",
        function=2 / (1 + exp(2 * x)) - 1,
        printed=r"f(x)=\tanh(x)=\frac{2}{1+e^2x}-1",
        expected="refuted",
    ),
    table(
        "tanh",
        place="row TanH",
        remark="derivative, RPubs 301255",
        derivative=1 - f**2,
        printed=r"f'(x)=1-f(x)^2",
    ),
)

SOFTPLUS = (
    table(
        "softplus",
        place="row SoftPlus",
        remark="derivative, RPubs 301255",
        derivative=1 / (1 + exp(-x)),
        printed=r"f'(x)=\frac{1}{1+e^{-x}}",
    ),
)

RELU = (
    table(
        "relu",
        place="row ReLU; libraries use 0 at 0",
        remark="derivative, RPubs 301255",
        derivative=Piecewise((0, x < 0), (1, x >= 0)),
        printed=r"f'(x)=\left\{\begin{array}{rcl}0&\text{for}&x<0\\1&\text{for}&x\geq 0"
        r"\end{array}\right.",
        expected="convention",
    ),
)

LOG_SOFTMAX = (
    mlx(
        "log_softmax",
        place="the formula applied",
        remark="function, MLX",
        function=X[i] + log(Sum(exp(X[j]), j)),
        printed=r"x+\log\sum_i e^{x_i}",
        expected="refuted",
    ),
)

CLAIMS = (*ELU, *SELU, *SOFTSIGN, *TANH, *SOFTPLUS, *RELU, *LOG_SOFTMAX)
