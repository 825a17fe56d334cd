"""What each function of the package is. Written by symact; do not edit."""

from ._functions import Activation, Parameter

RUNTIME = "2a1c5e973211957b"

ACTIVATIONS = {
    "arctan": Activation(
        meaning="The inverse tangent, from -pi/2 to pi/2.",
        formulas={
            "value": "f(x) = atan(x)",
            "derivative": "f'(x) = 1/(x**2 + 1)",
            "vjp": "g f'(x), f'(x) = 1/(x**2 + 1)",
        },
        hashes={
            "value_f32": "6f47c3f185d8fff9",
            "derivative_f32": "c5df50961336cf45",
            "vjp_f32": "9345c99c8cd16c50",
            "value_f64": "6a4c3a1cc786e511",
            "derivative_f64": "79869f65bfba9772",
            "vjp_f64": "1154754814b3b27b",
        },
        special=[
            "f(-inf) = -pi/2",
            "f(inf) = pi/2",
        ],
    ),
    "identity": Activation(
        meaning="The input itself.",
        formulas={
            "value": "f(x) = x",
            "derivative": "f'(x) = 1",
            "vjp": "g f'(x), f'(x) = 1",
        },
        hashes={
            "value_f32": "033c1e24cf5f7ff2",
            "derivative_f32": "aef436db29d46e8c",
            "vjp_f32": "fcaec06ae6b946ff",
            "vjp_from_output_f32": "dd8e6e973b4f7c9a",
            "value_f64": "e8563816e62644ec",
            "derivative_f64": "2e8784858eb62d27",
            "vjp_f64": "591eec6310b0c144",
            "vjp_from_output_f64": "40100b530b0d181e",
        },
        special=[
            "f(-inf) = -inf",
            "f(inf) = inf",
        ],
    ),
    "leaky_relu": Activation(
        meaning="The identity for positive inputs, a small slope for negative ones.",
        formulas={
            "value": "f(x) = where(x > 0, x, slope*x)",
            "derivative": (
                "f'(x) = where(x < 0, slope, where(x == 0, where(slope <= 0, 0, where(abs(slope) <="
                " 1, slope, 1)), 1))"
            ),
            "vjp": (
                "g f'(x), f'(x) = where(x < 0, slope, where(x == 0, where(slope <= 0, 0, "
                "where(abs(slope) <= 1, slope, 1)), 1))"
            ),
        },
        hashes={
            "value_f32": "019fffb7717c6034",
            "derivative_f32": "22b74d72080529c0",
            "vjp_f32": "5b4d95168368312d",
            "vjp_from_output_f32": "6fdef6457c0c2b8c",
            "value_f64": "8189c002b49f9ded",
            "derivative_f64": "9c3fbbc8c9522fca",
            "vjp_f64": "7564668e49d82baf",
            "vjp_from_output_f64": "b8dbc3e700dcd900",
            "general_value_f32": "c59ad726349b2d60",
            "general_derivative_f32": "6028c240505d6be0",
            "general_vjp_f32": "6537d09dfb939356",
            "general_vjp_slope_f32": "e31b537008e32b24",
            "general_value_f64": "77bd1ca456549cd5",
            "general_derivative_f64": "25f5da1242b9ff0e",
            "general_vjp_f64": "f88c51474b3e7211",
            "general_vjp_slope_f64": "0c30b51bc7f2ae63",
        },
        parameters=[
            Parameter("slope", 0.1),
        ],
        special=[
            "f(-inf) = -inf",
            "f(inf) = inf",
        ],
        cites="Maas et al. 2013, ICML workshop",
    ),
    "maxout": Activation(
        meaning="The largest component.",
        formulas={
            "value": "f(x) = max(x[j], j)",
            "derivative": "FirstMaximum(x[j], j, k)",
            "vjp": "g*FirstMaximum(x[j], j, k)",
        },
        hashes={
            "value_f32": "bc0457f3767d8014",
            "derivative_f32": "0a5343d9aa8f92aa",
            "vjp_f32": "7751ff448df4d38d",
            "value_f64": "bc1e303e524a1300",
            "derivative_f64": "9906b553e48fe085",
            "vjp_f64": "e503fc5c9175d8ef",
        },
        axiswise={
            "value": "x(n)->()",
            "derivative": "x(n)->(n)",
            "vjp": "g(),x(n)->(n)",
        },
        cites="Goodfellow et al. 2013, ICML",
    ),
    "perceptron": Activation(
        meaning="One from zero upwards, else zero.",
        formulas={
            "value": "f(x) = where(x >= 0, 1, 0)",
            "derivative": "f'(x) = 0",
            "vjp": "g f'(x), f'(x) = 0",
        },
        hashes={
            "value_f32": "70f186dfb7ab7c3a",
            "derivative_f32": "fd52e9bc7e3ed692",
            "vjp_f32": "389de0628cd3c788",
            "vjp_from_output_f32": "e19a3713b0a66b82",
            "value_f64": "5cbc82a61ecaed1f",
            "derivative_f64": "f0642f72ead77ea4",
            "vjp_f64": "a18c7cb84ee87260",
            "vjp_from_output_f64": "d4c59504846e1eae",
        },
        special=[
            "f(-inf) = 0",
            "f(inf) = 1",
        ],
        cites="Rosenblatt 1958, Psychological Review 65(6)",
    ),
    "relu": Activation(
        meaning="The positive part of the input.",
        formulas={
            "value": "f(x) = where(x > 0, x, 0)",
            "derivative": "f'(x) = where(x <= 0, 0, 1)",
            "vjp": "g f'(x), f'(x) = where(x <= 0, 0, 1)",
        },
        hashes={
            "value_f32": "d5452a8de5c2a03b",
            "derivative_f32": "0288da2331577c97",
            "vjp_f32": "f960f6e72cfb03c9",
            "vjp_from_output_f32": "fca616b0452fc0c6",
            "value_f64": "18376b87d3350791",
            "derivative_f64": "262e6f79166e1983",
            "vjp_f64": "17704551072585ce",
            "vjp_from_output_f64": "56f7264b3749ef7b",
        },
        special=[
            "f(-inf) = 0",
            "f(inf) = inf",
        ],
        cites="Nair and Hinton 2010, ICML",
    ),
    "selu": Activation(
        meaning=(
            "An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point."
        ),
        formulas={
            "value": "f(x) = lambda*where(x > 0, x, alpha*(exp(x) - 1))",
            "derivative": "f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)",
            "vjp": "g f'(x), f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)",
        },
        hashes={
            "value_f32": "a305015ba4d12381",
            "derivative_f32": "0cb39e0ba5390aaa",
            "vjp_f32": "ee55736bed8ac919",
            "vjp_from_output_f32": "20f65ac0ca6ddf97",
            "value_f64": "fb14540c463d2333",
            "derivative_f64": "5148725b63b48997",
            "vjp_f64": "dd5e581369a4e590",
            "vjp_from_output_f64": "bba6e442bdb5e913",
        },
        special=[
            "f(-inf) = -alpha*lambda",
            "f(inf) = inf",
        ],
        cites="Klambauer et al. 2017, arXiv:1706.02515",
    ),
    "sigmoid": Activation(
        meaning="The logistic function, from 0 to 1.",
        formulas={
            "value": "f(x) = 1/(1 + exp(-x))",
            "derivative": "f'(x) = exp(-x)/(1 + exp(-x))**2",
            "vjp": "g f'(x), f'(x) = exp(-x)/(1 + exp(-x))**2",
        },
        hashes={
            "value_f32": "931869d43c87e8a3",
            "derivative_f32": "50b74d1fdc3957e1",
            "vjp_f32": "4a1e625df952b782",
            "vjp_from_output_f32": "0e06db7efd00c461",
            "value_f64": "fb10d5dce8718691",
            "derivative_f64": "d27b8845029aa5f8",
            "vjp_f64": "88f7c4fc8556e494",
            "vjp_from_output_f64": "c9227d762a471cad",
        },
        special=[
            "f(-inf) = 0",
            "f(inf) = 1",
        ],
        cites="Cox 1958, JRSS B 20(2)",
    ),
    "softmax": Activation(
        meaning="A categorical distribution from scores.",
        formulas={
            "value": "f(x) = exp(x[i])/sum(exp(x[j]), j)",
            "derivative": (
                "(-exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1)) + KroneckerDelta(i, "
                "k))*exp(x[i])/Sum(exp(x[j]), (j, 0, n - 1))"
            ),
            "vjp": (
                "(g[k] - Sum(exp(x[j])*g[j], (j, 0, n - 1))/Sum(exp(x[j]), (j, 0, n - "
                "1)))*exp(x[k])/Sum(exp(x[j]), (j, 0, n - 1))"
            ),
            "vjp_from_output": "(g[k] - Sum(g[j]*y[j], (j, 0, n - 1)))*y[k]",
        },
        hashes={
            "value_f32": "46a27bfeb6863363",
            "derivative_f32": "60102e0a9e68aae1",
            "vjp_f32": "c585bf483fda9906",
            "vjp_from_output_f32": "370477a1a723e719",
            "value_f64": "7fb64eb2cc717c12",
            "derivative_f64": "9375e64ad96bb41d",
            "vjp_f64": "d6abc73f2880a9f8",
            "vjp_from_output_f64": "751d4f764e56ddd7",
        },
        axiswise={
            "value": "x(n)->(n)",
            "derivative": "x(n)->(n,n)",
            "vjp": "g(n),x(n)->(n)",
            "vjp_from_output": "g(n),y(n)->(n)",
        },
        cites="Bridle 1990, NATO ASI F68",
    ),
    "tanh": Activation(
        meaning="The hyperbolic tangent, from -1 to 1.",
        formulas={
            "value": "f(x) = tanh(x)",
            "derivative": "f'(x) = 1 - tanh(x)**2",
            "vjp": "g f'(x), f'(x) = 1 - tanh(x)**2",
        },
        hashes={
            "value_f32": "c1a5d6ca6f5b052e",
            "derivative_f32": "4b2e1955cea1a92a",
            "vjp_f32": "2a23e690d43b02cd",
            "vjp_from_output_f32": "6fc4567543005300",
            "value_f64": "b8eb7011a07fbd15",
            "derivative_f64": "95d4c0275e743cb2",
            "vjp_f64": "71ac9fd2e98aeccc",
            "vjp_from_output_f64": "e25a25d174283c49",
        },
        special=[
            "f(-inf) = -1",
            "f(inf) = 1",
        ],
        cites="LeCun et al. 1998, Efficient BackProp",
    ),
}

NAMES = {
    "arctan": ("arctan", "value"),
    "arctan_derivative": ("arctan", "derivative"),
    "arctan_vjp": ("arctan", "vjp"),
    "identity": ("identity", "value"),
    "identity_derivative": ("identity", "derivative"),
    "identity_vjp": ("identity", "vjp"),
    "identity_vjp_from_output": ("identity", "vjp_from_output"),
    "leaky_relu": ("leaky_relu", "value"),
    "leaky_relu_derivative": ("leaky_relu", "derivative"),
    "leaky_relu_vjp": ("leaky_relu", "vjp"),
    "leaky_relu_vjp_from_output": ("leaky_relu", "vjp_from_output"),
    "leaky_relu_vjp_slope": ("leaky_relu", "vjp_slope"),
    "maxout": ("maxout", "value"),
    "maxout_derivative": ("maxout", "derivative"),
    "maxout_vjp": ("maxout", "vjp"),
    "perceptron": ("perceptron", "value"),
    "perceptron_derivative": ("perceptron", "derivative"),
    "perceptron_vjp": ("perceptron", "vjp"),
    "perceptron_vjp_from_output": ("perceptron", "vjp_from_output"),
    "relu": ("relu", "value"),
    "relu_derivative": ("relu", "derivative"),
    "relu_vjp": ("relu", "vjp"),
    "relu_vjp_from_output": ("relu", "vjp_from_output"),
    "selu": ("selu", "value"),
    "selu_derivative": ("selu", "derivative"),
    "selu_vjp": ("selu", "vjp"),
    "selu_vjp_from_output": ("selu", "vjp_from_output"),
    "sigmoid": ("sigmoid", "value"),
    "sigmoid_derivative": ("sigmoid", "derivative"),
    "sigmoid_vjp": ("sigmoid", "vjp"),
    "sigmoid_vjp_from_output": ("sigmoid", "vjp_from_output"),
    "softmax": ("softmax", "value"),
    "softmax_derivative": ("softmax", "derivative"),
    "softmax_vjp": ("softmax", "vjp"),
    "softmax_vjp_from_output": ("softmax", "vjp_from_output"),
    "tanh": ("tanh", "value"),
    "tanh_derivative": ("tanh", "derivative"),
    "tanh_vjp": ("tanh", "vjp"),
    "tanh_vjp_from_output": ("tanh", "vjp_from_output"),
}
