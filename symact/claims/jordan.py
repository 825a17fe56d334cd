r"""Jeremy Jordan, "Neural networks: activation functions": every formula as printed.

Two printed derivatives do not hold, those of SeLU and of softmax; they stand here as printed.
Remarks are given in our words.
"""

from functools import partial

from sympy import (
    Integer,
    Interval,
    KroneckerDelta,
    Max,
    Ne,
    Piecewise,
    Rational,
    Sum,
    atan,
    exp,
    oo,
    tanh,
)

from symact.activation import Index, Maximum, Positive
from symact.claim import OPEN, Claim, Document, F, Image, Largest, LimitAt, X, f, slope, x

DOCUMENT = Document(
    author="Jeremy Jordan",
    title="Neural networks: activation functions",
)

i, j = Index("i"), Index("j")
lambda_, alpha = Positive("lambda"), Positive("alpha")

quote = partial(Claim, source=DOCUMENT)

PERCEPTRON = (
    quote(
        "perceptron",
        place="Perceptron, Function",
        function=Piecewise((0, x < 0), (1, x >= 0)),
        printed=r"f(x)=\left\{\begin{array}{ccc}0&for&x<0\\1&for&x\ge 0\end{array}\right\}",
    ),
    quote(
        "perceptron",
        place="Perceptron, Derivative",
        derivative=Piecewise((0, Ne(x, 0)), (OPEN, True)),
        printed=r"f'(x)=\left\{\begin{array}{ccc}0&for&x\ne 0\\?&for&x=0\end{array}\right\}",
        expected="convention",
    ),
    quote(
        "perceptron",
        place="Perceptron",
        remark="the derivative is 0",
        holds=(slope, "=", 0),
        expected="convention",
    ),
)

SIGMOID = (
    quote(
        "sigmoid",
        place="Sigmoid (logistic), Function",
        function=1 / (1 + exp(-x)),
        printed=r"f(x)=\frac{1}{1+e^{-x}}",
    ),
    quote(
        "sigmoid",
        place="Sigmoid (logistic), Derivative",
        derivative=f * (1 - f),
        printed=r"f'(x)=f(x)(1-f(x))",
    ),
    quote(
        "sigmoid",
        place="Sigmoid (logistic)",
        remark="the maximum of the derivative is 0.25",
        holds=(Largest(slope), "=", Rational(1, 4)),
    ),
    quote(
        "sigmoid",
        place="Sigmoid (logistic)",
        remark="a layer loses at least 75% of the error",
        holds=(1 - slope, ">=", Rational(3, 4)),
    ),
    quote(
        "sigmoid",
        place="Sigmoid (logistic), Problems",
        remark="the gradient vanishes at the edges",
        holds=((LimitAt(slope, -oo), "=", 0), (LimitAt(slope, oo), "=", 0)),
    ),
    quote(
        "sigmoid",
        place="Sigmoid (logistic), Problems",
        remark="the output is not zero centred, its range is (0, 1)",
        holds=((Image(f), "=", Interval.open(0, 1)), (f, ">", 0)),
    ),
)

TANH = (
    quote(
        "tanh",
        place="Hyperbolic Tangent, Function",
        function=tanh(x),
        printed=r"f(x)=\tanh(x)",
    ),
    quote(
        "tanh",
        place="Hyperbolic Tangent, Function",
        function=(exp(x) - exp(-x)) / (exp(x) + exp(-x)),
        second=True,
        printed=r"f(x)=\frac{e^x-e^{-x}}{e^x+e^{-x}}",
    ),
    quote(
        "tanh",
        place="Hyperbolic Tangent, Derivative",
        derivative=1 - f**2,
        printed=r"f'(x)=1-f(x)^2",
    ),
    quote(
        "tanh",
        place="Hyperbolic Tangent, Problems",
        remark="the gradient vanishes at the edges",
        holds=((LimitAt(slope, -oo), "=", 0), (LimitAt(slope, oo), "=", 0)),
    ),
)

ARCTAN = (
    quote(
        "arctan",
        place="Inverse Tangent, Function",
        function=atan(x),
        printed=r"f(x)=\tan^{-1}(x)",
    ),
    quote(
        "arctan",
        place="Inverse Tangent, Derivative",
        derivative=1 / (x**2 + 1),
        printed=r"f'(x)=\frac{1}{x^2+1}",
    ),
)

RELU = (
    quote(
        "relu",
        place="ReLU, Function",
        function=Piecewise((0, x < 0), (x, x >= 0)),
        printed=r"f(x)=\left\{\begin{array}{ccc}0&for&x<0\\x&for&x\ge 0\end{array}\right\}",
    ),
    quote(
        "relu",
        place="ReLU, Function",
        function=Max(x, 0),
        second=True,
        printed=r"f(x)=\mathrm{max}(x,0)",
    ),
    quote(
        "relu",
        place="ReLU, Derivative",
        derivative=Piecewise((0, x < 0), (1, x >= 0)),
        printed=r"f'(x)=\left\{\begin{array}{ccc}0&for&x<0\\1&for&x\ge 0\end{array}\right\}",
        expected="convention",
    ),
)

LEAKY_RELU = (
    quote(
        "leaky_relu",
        place="Leaky ReLU, Function",
        function=Piecewise((x / 10, x < 0), (x, x >= 0)),
        printed=r"f(x)=\left\{\begin{array}{ccc}0.1x&for&x<0\\x&for&x\ge 0\end{array}\right\}",
    ),
    quote(
        "leaky_relu",
        place="Leaky ReLU, Derivative",
        derivative=Piecewise((Rational(1, 10), x < 0), (1, x >= 0)),
        printed=r"f'(x)=\left\{\begin{array}{ccc}0.1&for&x<0\\1&for&x\ge 0\end{array}\right\}",
        expected="convention",
    ),
)

SELU_STATED = lambda_ * Piecewise((alpha * (exp(x) - 1), x < 0), (x, x >= 0))
SELU_WHERE = {lambda_: "lambda", alpha: "alpha"}

SELU = (
    quote(
        "selu",
        place="SeLU, Function",
        function=SELU_STATED,
        where=SELU_WHERE,
        printed=r"f(\alpha,x)=\lambda\left\{\begin{array}{ccc}\alpha(e^x-1)&for&x<0\\"
        r"x&for&x\ge 0\end{array}\right\}",
    ),
    quote(
        "selu",
        place="SeLU, Derivative",
        derivative=lambda_ * Piecewise((f + alpha, x < 0), (1, x >= 0)),
        stated=SELU_STATED,
        where=SELU_WHERE,
        printed=r"f'(\alpha,x)=\lambda\left\{\begin{array}{ccc}f(\alpha,x)+\alpha&for&x<0\\"
        r"1&for&x\ge 0\end{array}\right\}",
        expected="refuted",
    ),
)

MAXOUT = (
    quote(
        "maxout",
        place="Maxout, Function",
        function=Maximum(X[i], i),
        printed=r"f(\vec x)=\max_i x_i",
    ),
    quote(
        "maxout",
        place="Maxout, Derivative",
        absent="derivative",
        expected="absent",
    ),
)

IDENTITY = (
    quote("identity", place="Identity, Function", function=x, printed="f(x)=x"),
    quote("identity", place="Identity, Derivative", derivative=Integer(1), printed="f'(x)=1"),
)

SOFTMAX = (
    quote(
        "softmax",
        place="Softmax, Function",
        function=exp(X[i]) / Sum(exp(X[j]), j),
        printed=r"f_i(\vec x)=\frac{e^{x_i}}{\sum_{j=1}^J e^{x_j}}\ \text{for}\ i=1,\ldots,J",
    ),
    quote(
        "softmax",
        place="Softmax, Derivative",
        derivative=F[i] * (KroneckerDelta(i, j) - F[i]),
        printed=r"\frac{\partial f_i(\vec x)}{\partial x_j}=f_i(\vec x)(\delta_{ij}-f_i(\vec x))",
        expected="refuted",
    ),
    quote(
        "softmax",
        place="Softmax",
        remark="the components lie in (0, 1)",
        holds=(F[i], "in", Interval.open(0, 1)),
        expected="conditional",
    ),
    quote(
        "softmax",
        place="Softmax",
        remark="the components sum to one",
        holds=(Sum(F[i], i), "=", 1),
    ),
    quote(
        "softmax",
        place="Softmax, Note",
        remark="the terms of the sum are positive",
        holds=(exp(X[j]), ">", 0),
    ),
)

CLAIMS = (
    *PERCEPTRON,
    *SIGMOID,
    *TANH,
    *ARCTAN,
    *RELU,
    *LEAKY_RELU,
    *SELU,
    *MAXOUT,
    *IDENTITY,
    *SOFTMAX,
)
