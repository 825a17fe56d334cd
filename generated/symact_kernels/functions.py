"""What each function of the package is. Written by symact; do not edit."""

from ._functions import Activation, Parameter

RUNTIME = "d1cc1ecd37ba3e33"

ACTIVATIONS = {
    "arctan": Activation(
        meaning="The inverse tangent, from -pi/2 to pi/2.",
        formulas={
            "value": "f(x) = atan(x)",
            "derivative": "f'(x) = 1/(1 + x**2)",
            "vjp": "g f'(x), f'(x) = 1/(1 + x**2)",
            "vjp_from_output": "g f'(x), f'(x) = cos(y)**2",
        },
        hashes={
            "value_f32": "ff612e4c5efb59ef",
            "derivative_f32": "c5df50961336cf45",
            "vjp_f32": "9345c99c8cd16c50",
            "vjp_from_output_f32": "4f14dd5f2ce11a84",
            "value_f64": "6a4c3a1cc786e511",
            "derivative_f64": "79869f65bfba9772",
            "vjp_f64": "1154754814b3b27b",
            "vjp_from_output_f64": "b55538051fcc7151",
        },
        special=[
            "f(-inf) = -pi/2",
            "f(0) = 0",
            "f(inf) = pi/2",
        ],
        domain="every real x",
        measured={
            "value": "float32 1.02 ULP over every input, float64 0.99 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 1.50 ULP over every input, float64 1.50 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 1.98 ULP over every input, float64 1.98 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 2.04 ULP over every input, float64 3.35 ULP on 10,254,414 inputs"
            ),
        },
        divisible=[
            "value",
            "vjp_from_output",
        ],
        near=[
            "value_f32",
        ],
    ),
    "celu": Activation(
        meaning="An exponential linear unit with a continuous slope for every alpha.",
        formulas={
            "value": "f(x) = where(x > 0, x, alpha*(exp(x/alpha) - 1))",
            "derivative": "f'(x) = where(x <= 0, exp(x/alpha), 1)",
            "vjp": "g f'(x), f'(x) = where(x <= 0, exp(x/alpha), 1)",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, (alpha + y)/alpha, 1)",
            "vjp_alpha": (
                "g df/dalpha, df/dalpha = where(x <= 0, exp(x/alpha) - x*exp(x/alpha)/alpha - 1, 0)"
            ),
        },
        hashes={
            "value_f32": "fc449c6e791bc280",
            "derivative_f32": "70db1e2b657616b9",
            "vjp_f32": "4db9418244346b2d",
            "vjp_from_output_f32": "b62a1fc8db872888",
            "value_f64": "8e8a08dbab8d3d58",
            "derivative_f64": "42708b888411356d",
            "vjp_f64": "0d805e692f6e1d4b",
            "vjp_from_output_f64": "03a3143e86a57adc",
            "general_value_f32": "77f56cf0daa2a9c7",
            "general_derivative_f32": "07c2ab81ab51576b",
            "general_vjp_f32": "caadd2bacd313f97",
            "general_vjp_from_output_f32": "9dd1a40ccb885c57",
            "general_vjp_alpha_f32": "33d688440cd7ade9",
            "general_value_f64": "6380b11739ff3ac8",
            "general_derivative_f64": "a05e88bd543a2cac",
            "general_vjp_f64": "beb64e2c4d63935c",
            "general_vjp_from_output_f64": "686d1b8f7e930215",
            "general_vjp_alpha_f64": "0408bbc2948534f7",
        },
        parameters=[
            Parameter("alpha", 1.0, "", "alpha > 0"),
        ],
        special=[
            "f(-inf) = -1",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Barron 2017, arXiv:1704.07483",
        domain="every real x",
        measured={
            "value": "float32 0.88 ULP over every input, float64 1.13 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.89 ULP over every input, float64 0.89 ULP on 13,980,107 inputs"
            ),
            "vjp": "float32 1.70 ULP over every input, float64 1.68 ULP on 13,980,107 inputs",
            "vjp_from_output": (
                "float32 1.50 ULP over every input, float64 1.49 ULP on 11,325,459 inputs"
            ),
            "vjp_alpha": (
                "float32 3.23 ULP on 895,750 inputs, float64 2.92 ULP on 12,423,420 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_alpha",
        ],
    ),
    "elu": Activation(
        meaning="The identity for positive inputs, saturating exponential below.",
        formulas={
            "value": "f(x) = where(x > 0, x, alpha*(exp(x) - 1))",
            "derivative": (
                "f'(x) = where(x < 0, alpha*exp(x), where(x == 0, where(alpha <= 1, alpha, 1), 1))"
            ),
            "vjp": (
                "g f'(x), f'(x) = where(x < 0, alpha*exp(x), where(x == 0, where(alpha <= 1, alpha,"
                " 1), 1))"
            ),
            "vjp_from_output": (
                "g f'(x), f'(x) = where(y < 0, alpha + y, where(y == 0, where(alpha <= 1, alpha, "
                "1), 1))"
            ),
            "vjp_alpha": "g df/dalpha, df/dalpha = where(x <= 0, exp(x) - 1, 0)",
        },
        hashes={
            "value_f32": "fc449c6e791bc280",
            "derivative_f32": "70db1e2b657616b9",
            "vjp_f32": "4db9418244346b2d",
            "vjp_from_output_f32": "b62a1fc8db872888",
            "value_f64": "8e8a08dbab8d3d58",
            "derivative_f64": "42708b888411356d",
            "vjp_f64": "0d805e692f6e1d4b",
            "vjp_from_output_f64": "03a3143e86a57adc",
            "general_value_f32": "2fe98e1214d5093d",
            "general_derivative_f32": "b26039c94817b016",
            "general_vjp_f32": "6c2f06aa08ca92de",
            "general_vjp_from_output_f32": "ea7120f2806b3033",
            "general_vjp_alpha_f32": "d4160dc196b1f346",
            "general_value_f64": "4593af3a26602942",
            "general_derivative_f64": "ce0a7630409cbbb5",
            "general_vjp_f64": "e6d7f0b66c02e5ae",
            "general_vjp_from_output_f64": "5d732f0249cfef89",
            "general_vjp_alpha_f64": "08cc369f962fdf9c",
        },
        parameters=[
            Parameter("alpha", 1.0, "", "alpha > 0"),
        ],
        special=[
            "f(-inf) = -1",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Clevert et al. 2015, arXiv:1511.07289",
        domain="every real x",
        measured={
            "value": "float32 0.88 ULP over every input, float64 1.13 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.89 ULP over every input, float64 0.89 ULP on 13,980,107 inputs"
            ),
            "vjp": "float32 1.70 ULP over every input, float64 1.68 ULP on 13,980,107 inputs",
            "vjp_from_output": (
                "float32 1.50 ULP over every input, float64 1.49 ULP on 11,325,459 inputs"
            ),
            "vjp_alpha": (
                "float32 1.52 ULP on 985,355 inputs, float64 2.26 ULP on 13,221,595 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_alpha",
        ],
    ),
    "gaussian": Activation(
        meaning="A bell: the exponential of minus the square.",
        formulas={
            "value": "f(x) = exp(-x**2)",
            "derivative": "f'(x) = -2*x*exp(-x**2)",
            "vjp": "g f'(x), f'(x) = -2*x*exp(-x**2)",
        },
        hashes={
            "value_f32": "03bbc1c0b617f6ad",
            "derivative_f32": "e51f97ec71747f57",
            "vjp_f32": "9c72f8553650ae6c",
            "value_f64": "5dcf884314f8733b",
            "derivative_f64": "3d5e221d900acc18",
            "vjp_f64": "01633de5d75c7b9b",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 1",
            "f(inf) = 0",
        ],
        domain="every real x",
        measured={
            "value": "float32 0.89 ULP over every input, float64 0.87 ULP on 11,338,507 inputs",
            "derivative": (
                "float32 1.67 ULP over every input, float64 1.70 ULP on 11,338,507 inputs"
            ),
            "vjp": "float32 2.51 ULP over every input, float64 2.37 ULP on 11,338,507 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "gelu": Activation(
        meaning="The input times the normal distribution function.",
        formulas={
            "value": "f(x) = x*(1 + erf(x/sqrt(2)))/2",
            "derivative": "f'(x) = 1/2 + erf(x/sqrt(2))/2 + x*exp(-x**2/2)/sqrt(2*pi)",
            "vjp": "g f'(x), f'(x) = 1/2 + erf(x/sqrt(2))/2 + x*exp(-x**2/2)/sqrt(2*pi)",
        },
        hashes={
            "value_f32": "64bdd707a46e9e69",
            "derivative_f32": "f79526a10b066fbe",
            "vjp_f32": "5840acfa3f6f21fb",
            "value_f64": "d171fcfaff04502b",
            "derivative_f64": "a8abf31af3dc666b",
            "vjp_f64": "6193f235695baa96",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Hendrycks and Gimpel 2016, arXiv:1606.08415",
        domain="every real x",
        measured={
            "value": "float32 1.98 ULP over every input, float64 2.73 ULP on 13,361,707 inputs",
            "derivative": (
                "float32 1.97 ULP over every input, float64 2.74 ULP on 13,361,707 inputs"
            ),
            "vjp": "float32 2.79 ULP over every input, float64 3.87 ULP on 13,361,707 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "gelu_tanh": Activation(
        meaning="The tanh form of GELU.",
        formulas={
            "value": "f(x) = x*(1 + tanh(sqrt(2/pi)*(x + 8943*x**3/200000)))/2",
            "derivative": (
                "f'(x) = 1/2 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000))/2 + x*(1 - "
                "tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000))**2)*(200000 + "
                "26829*x**2)/(200000*sqrt(2*pi))"
            ),
            "vjp": (
                "g f'(x), f'(x) = 1/2 + tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000))/2 + x*(1 - "
                "tanh(sqrt(2/pi)*x*(1 + 8943*x**2/200000))**2)*(200000 + "
                "26829*x**2)/(200000*sqrt(2*pi))"
            ),
        },
        hashes={
            "value_f32": "2de41f0b73f36e4d",
            "derivative_f32": "e0107b9a075a90b4",
            "vjp_f32": "6c739d96dd4cad77",
            "value_f64": "c7c70c3d27d5fc6d",
            "derivative_f64": "10706c0b0781ca54",
            "vjp_f64": "3244357b60ce3ed7",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2",
        domain="every real x",
        measured={
            "value": "float32 1.88 ULP over every input, float64 2.25 ULP on 10,203,148 inputs",
            "derivative": (
                "float32 1.73 ULP over every input, float64 2.21 ULP on 10,004,895 inputs"
            ),
            "vjp": "float32 2.49 ULP over every input, float64 3.42 ULP on 10,004,895 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "hard_sigmoid": Activation(
        meaning="A ramp from 0 at -3 to 1 at 3.",
        formulas={
            "value": "f(x) = where(x <= -3, 0, where(x >= 3, 1, 1/2 + x/6))",
            "derivative": "f'(x) = where(x <= -3, 0, where(x < 3, 1/6, 0))",
            "vjp": "g f'(x), f'(x) = where(x <= -3, 0, where(x < 3, 1/6, 0))",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, 0, where(y < 1, 1/6, 0))",
        },
        hashes={
            "value_f32": "f93c497b716ece7d",
            "derivative_f32": "1781de149a22bb2a",
            "vjp_f32": "a2043b89dd554588",
            "vjp_from_output_f32": "6b32127ccfd83f57",
            "value_f64": "5b379adfcf328ad3",
            "derivative_f64": "2ddfce0d662e964a",
            "vjp_f64": "f95738cd4769da86",
            "vjp_from_output_f64": "a7ab60a4252b3278",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 1/2",
            "f(inf) = 1",
        ],
        cites="Howard et al. 2019, arXiv:1905.02244",
        domain="every real x",
        measured={
            "value": "float32 0.67 ULP over every input, float64 0.67 ULP on 13,856,638 inputs",
            "derivative": (
                "float32 0.33 ULP over every input, float64 0.33 ULP on 13,856,638 inputs"
            ),
            "vjp": "float32 0.67 ULP over every input, float64 0.67 ULP on 13,856,638 inputs",
            "vjp_from_output": (
                "float32 0.67 ULP over every input, float64 0.67 ULP on 10,434,944 inputs"
            ),
        },
    ),
    "hard_silu": Activation(
        meaning="The input times a ramp from 0 at -3 to 1 at 3.",
        formulas={
            "value": "f(x) = where(x <= -3, 0, where(x >= 3, x, x*(3 + x)/6))",
            "derivative": "f'(x) = where(x <= -3, 0, where(x < 3, 1/2 + x/3, 1))",
            "vjp": "g f'(x), f'(x) = where(x <= -3, 0, where(x < 3, 1/2 + x/3, 1))",
        },
        hashes={
            "value_f32": "6d0b6b9dd66ed60a",
            "derivative_f32": "caa2ee10f948bb24",
            "vjp_f32": "f7ffa35c9f2cdffd",
            "value_f64": "cf04457f5f72b9bf",
            "derivative_f64": "116db1f34421d370",
            "vjp_f64": "2d2a4e28254a6e97",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Howard et al. 2019, arXiv:1905.02244",
        domain="every real x",
        measured={
            "value": "float32 1.50 ULP over every input, float64 1.50 ULP on 13,856,638 inputs",
            "derivative": (
                "float32 1.33 ULP over every input, float64 1.33 ULP on 13,856,638 inputs"
            ),
            "vjp": "float32 2.79 ULP over every input, float64 2.49 ULP on 13,856,638 inputs",
        },
    ),
    "hard_tanh": Activation(
        meaning="The identity between two bounds, constant beyond them.",
        formulas={
            "value": "f(x) = where(x < min, min, where(x > max, max, x))",
            "derivative": "f'(x) = where(x <= min, 0, where(x < max, 1, 0))",
            "vjp": "g f'(x), f'(x) = where(x <= min, 0, where(x < max, 1, 0))",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= min, 0, where(y < max, 1, 0))",
            "vjp_min": "g df/dmin, df/dmin = where(x <= min, 1, 0)",
            "vjp_max": "g df/dmax, df/dmax = where(x <= max, 0, where(x <= min, 0, 1))",
        },
        hashes={
            "value_f32": "6f43a32f98cd9bfb",
            "derivative_f32": "f3834ed2cb61d867",
            "vjp_f32": "444275674bdf62e3",
            "vjp_from_output_f32": "cc023f4466272f84",
            "value_f64": "b0948d34e36345ba",
            "derivative_f64": "03bf24c79dcce158",
            "vjp_f64": "e8858cc5e743063d",
            "vjp_from_output_f64": "dac772fdef4ac457",
            "general_value_f32": "0c54293f80c3abac",
            "general_derivative_f32": "cbc7f1e01961afff",
            "general_vjp_f32": "831d545dac68ee61",
            "general_vjp_from_output_f32": "974b01648a60c1e0",
            "general_vjp_min_f32": "76e41cb4081b4a47",
            "general_vjp_max_f32": "c1a36ac18148414f",
            "general_value_f64": "a1773f42b58c94b2",
            "general_derivative_f64": "e4a787ee2ebcd7c1",
            "general_vjp_f64": "8aa975d9acc2b4b3",
            "general_vjp_from_output_f64": "8ca6bc10cee08476",
            "general_vjp_min_f64": "ccc8f113e3374b2a",
            "general_vjp_max_f64": "5bb02e09219e90c5",
        },
        parameters=[
            Parameter("min", -1.0),
            Parameter("max", 1.0),
        ],
        special=[
            "f(-inf) = -1",
            "f(0) = 0",
            "f(inf) = 1",
        ],
        cites="Collobert 2004, thesis",
        domain="every real x",
        measured={
            "value": "float32 0.00 ULP over every input, float64 0.00 ULP on 13,939,974 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 13,939,974 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 13,939,974 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 10,316,200 inputs"
            ),
            "vjp_max": "float32 0.00 ULP on 879,832 inputs, float64 0.00 ULP on 17,489,768 inputs",
            "vjp_min": "float32 0.00 ULP on 879,832 inputs, float64 0.00 ULP on 17,489,768 inputs",
        },
    ),
    "identity": Activation(
        meaning="The input itself.",
        formulas={
            "value": "f(x) = x",
            "derivative": "f'(x) = 1",
            "vjp": "g f'(x), f'(x) = 1",
            "vjp_from_output": "g f'(x), f'(x) = 1",
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
            "f(0) = 0",
            "f(inf) = inf",
        ],
        domain="every real x",
        measured={
            "value": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
        },
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
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, 1/10, 1)",
            "vjp_slope": "g df/dslope, df/dslope = where(x <= 0, x, 0)",
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
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Maas et al. 2013, ICML workshop",
        domain="every real x",
        measured={
            "value": "float32 0.60 ULP over every input, float64 0.80 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.20 ULP over every input, float64 0.40 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 0.60 ULP over every input, float64 0.80 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 0.60 ULP over every input, float64 0.80 ULP on 15,591,307 inputs"
            ),
            "vjp_slope": (
                "float32 0.50 ULP on 984,137 inputs, float64 0.50 ULP on 16,527,245 inputs"
            ),
        },
    ),
    "lisht": Activation(
        meaning="The input times its tanh.",
        formulas={
            "value": "f(x) = x*tanh(x)",
            "derivative": "f'(x) = tanh(x) + x*(1 - tanh(x)**2)",
            "vjp": "g f'(x), f'(x) = tanh(x) + x*(1 - tanh(x)**2)",
        },
        hashes={
            "value_f32": "230efcdedf32405e",
            "derivative_f32": "c82bf44c55a44e40",
            "vjp_f32": "97e9b59ab321bfb8",
            "value_f64": "4c0496619470263d",
            "derivative_f64": "aef57cc714127ba4",
            "vjp_f64": "8556e9bbae86f7c7",
        },
        special=[
            "f(-inf) = inf",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Roy et al. 2019, arXiv:1901.05894",
        domain="every real x",
        measured={
            "value": "float32 1.77 ULP over every input, float64 2.82 ULP on 12,722,525 inputs",
            "derivative": (
                "float32 1.50 ULP over every input, float64 1.56 ULP on 11,876,718 inputs"
            ),
            "vjp": "float32 2.56 ULP over every input, float64 3.42 ULP on 11,876,718 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "log_sigmoid": Activation(
        meaning="The logarithm of the sigmoid.",
        formulas={
            "value": "f(x) = -log(1 + exp(-x))",
            "derivative": "f'(x) = exp(-x)/(1 + exp(-x))",
            "vjp": "g f'(x), f'(x) = exp(-x)/(1 + exp(-x))",
            "vjp_from_output": "g f'(x), f'(x) = 1 - exp(y)",
        },
        hashes={
            "value_f32": "5c7494b656102266",
            "derivative_f32": "bf2316f30853550d",
            "vjp_f32": "3f9f73da2062f2da",
            "vjp_from_output_f32": "e1340178beaeef3a",
            "value_f64": "6773f4c7f956622d",
            "derivative_f64": "caa79c25ecc95dd7",
            "vjp_f64": "55650b97a3015d8a",
            "vjp_from_output_f64": "c225a4dff355ba6e",
        },
        special=[
            "f(-inf) = -inf",
            "f(0) = -log(2)",
            "f(inf) = 0",
        ],
        domain="every real x",
        measured={
            "value": "float32 1.79 ULP over every input, float64 2.00 ULP on 12,468,907 inputs",
            "derivative": (
                "float32 1.65 ULP over every input, float64 2.33 ULP on 11,482,348 inputs"
            ),
            "vjp": "float32 2.69 ULP over every input, float64 3.43 ULP on 11,482,348 inputs",
            "vjp_from_output": (
                "float32 1.92 ULP over every input, float64 2.31 ULP on 10,366,705 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_from_output",
        ],
        near=[
            "value_f32",
        ],
    ),
    "log_softmax": Activation(
        meaning="The logarithms of softmax.",
        formulas={
            "value": "f_i(x) = x[i] - log(sum(exp(x[j]), j))",
            "derivative": "df_i/dx_k = delta(i, k) - exp(x[k])/sum(exp(x[j]), j)",
            "vjp": "sum(g_i df_i/dx_k, i) = g[k] - exp(x[k])*sum(g[j], j)/sum(exp(x[j]), j)",
            "vjp_from_output": "sum(g_i df_i/dx_k, i) = g[k] - exp(y[k])*sum(g[j], j)",
        },
        hashes={
            "value_f32": "975b35f26288d688",
            "derivative_f32": "b6ef5bea836a01ab",
            "vjp_f32": "03e3515e2ad37d54",
            "vjp_from_output_f32": "1ecb591c77452698",
            "value_f64": "6b2b9095de6114ec",
            "derivative_f64": "5717058b7a6356fa",
            "vjp_f64": "5e7f4b867955a735",
            "vjp_from_output_f64": "77ed33b5c8271680",
        },
        axiswise={
            "value": "x(n)->(n)",
            "derivative": "x(n)->(n,n)",
            "vjp": "g(n),x(n)->(n)",
            "vjp_from_output": "g(n),y(n)->(n)",
        },
        absent=[
            "-inf",
            "-inf",
        ],
        measured={
            "value": "float32 1.87 ULP on 116,728 inputs, float64 1.73 ULP on 116,728 inputs",
            "derivative": "float32 0.50 ULP on 12,816 inputs, float64 0.50 ULP on 12,816 inputs",
            "vjp": "float32 0.50 ULP on 116,728 inputs, float64 1.31 ULP on 116,728 inputs",
            "vjp_from_output": (
                "float32 0.50 ULP on 116,728 inputs, float64 1.00 ULP on 116,728 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_from_output",
        ],
    ),
    "logcosh": Activation(
        meaning="The logarithm of the hyperbolic cosine.",
        formulas={
            "value": "f(x) = log(cosh(x))",
            "derivative": "f'(x) = sinh(x)/cosh(x)",
            "vjp": "g f'(x), f'(x) = sinh(x)/cosh(x)",
        },
        hashes={
            "value_f32": "a4702fc3f173f421",
            "derivative_f32": "bac04684cd543b10",
            "vjp_f32": "00bdad24bedfce4a",
            "value_f64": "a13afe1a3dc1efe5",
            "derivative_f64": "cc887d5e2b7f24cb",
            "vjp_f64": "8303abb3d3b9caa0",
        },
        special=[
            "f(-inf) = inf",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        domain="every real x",
        measured={
            "value": "float32 1.98 ULP over every input, float64 2.32 ULP on 10,708,718 inputs",
            "derivative": (
                "float32 1.59 ULP over every input, float64 2.42 ULP on 12,359,307 inputs"
            ),
            "vjp": "float32 2.65 ULP over every input, float64 3.60 ULP on 12,359,307 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "logsumexp": Activation(
        meaning="A smooth maximum of the components.",
        formulas={
            "value": "f(x) = log(sum(exp(x[j]), j))",
            "derivative": "df/dx_k = exp(x[k])/sum(exp(x[j]), j)",
            "vjp": "g*exp(x[k])/sum(exp(x[j]), j)",
        },
        hashes={
            "value_f32": "fcc5e69853235a9d",
            "derivative_f32": "6307237bd88e2a83",
            "vjp_f32": "b70b67205e2e7cd4",
            "value_f64": "b4e14324577686b2",
            "derivative_f64": "6fdba4edbdb1d436",
            "vjp_f64": "c3648a47eaac3b90",
        },
        axiswise={
            "value": "x(n)->()",
            "derivative": "x(n)->(n)",
            "vjp": "g(),x(n)->(n)",
        },
        measured={
            "value": "float32 1.17 ULP on 779 inputs, float64 2.02 ULP on 779 inputs",
            "derivative": "float32 1.24 ULP on 452 inputs, float64 1.40 ULP on 452 inputs",
            "vjp": "float32 2.20 ULP on 116,728 inputs, float64 2.54 ULP on 116,728 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "maxout": Activation(
        meaning="The largest component.",
        formulas={
            "value": "f(x) = max(x[j], j)",
            "derivative": "df/dx_k = (argmax(x[j], j) == k)",
            "vjp": "g*(argmax(x[j], j) == k)",
        },
        hashes={
            "value_f32": "682f498adb82e095",
            "derivative_f32": "6a1d34b250cab5ce",
            "vjp_f32": "a67e1e4c24c4293e",
            "value_f64": "dbba12076170bd77",
            "derivative_f64": "35aa66255f048171",
            "vjp_f64": "539da0532c8f9b08",
        },
        axiswise={
            "value": "x(n)->()",
            "derivative": "x(n)->(n)",
            "vjp": "g(),x(n)->(n)",
        },
        cites="Goodfellow et al. 2013, ICML",
        measured={
            "value": "float32 0.00 ULP on 779 inputs, float64 0.00 ULP on 779 inputs",
            "derivative": "float32 0.00 ULP on 452 inputs, float64 0.00 ULP on 452 inputs",
            "vjp": "float32 0.00 ULP on 116,728 inputs, float64 0.00 ULP on 116,728 inputs",
        },
    ),
    "mish": Activation(
        meaning="The input times the tanh of its softplus.",
        formulas={
            "value": "f(x) = x*tanh(log(1 + exp(x)))",
            "derivative": (
                "f'(x) = tanh(log(1 + exp(x))) + x*exp(x)*(1 - tanh(log(1 + exp(x)))**2)/(1 + "
                "exp(x))"
            ),
            "vjp": (
                "g f'(x), f'(x) = tanh(log(1 + exp(x))) + x*exp(x)*(1 - tanh(log(1 + "
                "exp(x)))**2)/(1 + exp(x))"
            ),
        },
        hashes={
            "value_f32": "696f9d58600315ce",
            "derivative_f32": "3bca7a3e469793b4",
            "vjp_f32": "1024401e0f08c40a",
            "value_f64": "ca1dffd133df8ff1",
            "derivative_f64": "e58974d4d5e83581",
            "vjp_f64": "87d43b65d8fad935",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Misra 2019, arXiv:1908.08681",
        domain="every real x",
        measured={
            "value": "float32 1.84 ULP over every input, float64 2.59 ULP on 12,957,707 inputs",
            "derivative": (
                "float32 1.76 ULP over every input, float64 2.95 ULP on 11,833,219 inputs"
            ),
            "vjp": "float32 2.85 ULP over every input, float64 3.96 ULP on 11,833,219 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "perceptron": Activation(
        meaning="One from zero upwards, else zero.",
        formulas={
            "value": "f(x) = where(x >= 0, 1, 0)",
            "derivative": "f'(x) = 0",
            "vjp": "g f'(x), f'(x) = 0",
            "vjp_from_output": "g f'(x), f'(x) = 0",
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
            "f(0) = 1",
            "f(inf) = 1",
        ],
        cites="Rosenblatt 1958, Psychological Review 65(6)",
        domain="every real x",
        measured={
            "value": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 10,446,850 inputs"
            ),
        },
    ),
    "prelu": Activation(
        meaning="The identity for positive inputs, a learned slope for negative ones.",
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
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, 1/4, 1)",
            "vjp_slope": "g df/dslope, df/dslope = where(x <= 0, x, 0)",
        },
        hashes={
            "value_f32": "071c49c5a69121ce",
            "derivative_f32": "b255492a79b4c192",
            "vjp_f32": "28f9794783ea505e",
            "vjp_from_output_f32": "aa98056704900eaa",
            "value_f64": "b2bc4bdf25646eb6",
            "derivative_f64": "7cdd778f0c06d625",
            "vjp_f64": "ae3abbe7e4bfbb30",
            "vjp_from_output_f64": "24579fbc76320434",
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
            Parameter("slope", 0.25),
        ],
        special=[
            "f(-inf) = -inf",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="He et al. 2015, arXiv:1502.01852",
        domain="every real x",
        measured={
            "value": "float32 0.50 ULP over every input, float64 0.50 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
            "vjp_slope": (
                "float32 0.50 ULP on 984,137 inputs, float64 0.50 ULP on 16,527,245 inputs"
            ),
        },
    ),
    "quick_gelu": Activation(
        meaning="The sigmoid form of GELU.",
        formulas={
            "value": "f(x) = x/(1 + exp(-851*x/500))",
            "derivative": (
                "f'(x) = (1 + 851*x*exp(-851*x/500)/(500*(1 + exp(-851*x/500))))/(1 + "
                "exp(-851*x/500))"
            ),
            "vjp": (
                "g f'(x), f'(x) = (1 + 851*x*exp(-851*x/500)/(500*(1 + exp(-851*x/500))))/(1 + "
                "exp(-851*x/500))"
            ),
        },
        hashes={
            "value_f32": "97a11f68e8854bf4",
            "derivative_f32": "f0ea52d50f870aba",
            "vjp_f32": "336ff8afb02f678a",
            "value_f64": "882d7fdc7b0fb978",
            "derivative_f64": "c07ddb706649c109",
            "vjp_f64": "959acfa9a45832cb",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Hendrycks and Gimpel 2016, arXiv:1606.08415, section 2",
        domain="every real x",
        measured={
            "value": "float32 1.87 ULP over every input, float64 2.98 ULP on 13,095,148 inputs",
            "derivative": (
                "float32 1.80 ULP over every input, float64 2.59 ULP on 13,460,143 inputs"
            ),
            "vjp": "float32 2.71 ULP over every input, float64 3.62 ULP on 13,460,143 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "relu": Activation(
        meaning="The positive part of the input.",
        formulas={
            "value": "f(x) = where(x > 0, x, 0)",
            "derivative": "f'(x) = where(x <= 0, 0, 1)",
            "vjp": "g f'(x), f'(x) = where(x <= 0, 0, 1)",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, 0, 1)",
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
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Nair and Hinton 2010, ICML",
        domain="every real x",
        measured={
            "value": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 10,363,324 inputs"
            ),
        },
    ),
    "relu6": Activation(
        meaning="The positive part of the input, at most 6.",
        formulas={
            "value": "f(x) = where(x <= 0, 0, where(x >= 6, 6, x))",
            "derivative": "f'(x) = where(x <= 0, 0, where(x < 6, 1, 0))",
            "vjp": "g f'(x), f'(x) = where(x <= 0, 0, where(x < 6, 1, 0))",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, 0, where(y < 6, 1, 0))",
        },
        hashes={
            "value_f32": "d7329c4c10d9dd09",
            "derivative_f32": "7bd311d2721a0dfc",
            "vjp_f32": "033177d10c40907e",
            "vjp_from_output_f32": "5188b6fd4dec5144",
            "value_f64": "006b79748bcea48f",
            "derivative_f64": "0feb6296f833a8f5",
            "vjp_f64": "d7fb60711bb0d5a1",
            "vjp_from_output_f64": "1d6146453dd3360d",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = 6",
        ],
        cites="Krizhevsky 2010, convolutional deep belief networks on CIFAR-10",
        domain="every real x",
        measured={
            "value": "float32 0.00 ULP over every input, float64 0.00 ULP on 14,518,272 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 14,518,272 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 14,518,272 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 10,456,460 inputs"
            ),
        },
    ),
    "selu": Activation(
        meaning=(
            "An exponential linear unit scaled so that mean 0 and variance 1 are a fixed point."
        ),
        formulas={
            "value": "f(x) = lambda*where(x > 0, x, alpha*(exp(x) - 1))",
            "derivative": "f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)",
            "vjp": "g f'(x), f'(x) = where(x < 0, alpha*lambda*exp(x), lambda)",
            "vjp_from_output": "g f'(x), f'(x) = where(y < 0, y + alpha*lambda, lambda)",
        },
        hashes={
            "value_f32": "b11f6ee2d1c15be1",
            "derivative_f32": "4e02e1fb9f65d491",
            "vjp_f32": "fbe9c7fba04c15a0",
            "vjp_from_output_f32": "233beab2bedb547b",
            "value_f64": "bd0b93120d8b6133",
            "derivative_f64": "8ffbfd2bc7cf4045",
            "vjp_f64": "392dfbb72b47e67b",
            "vjp_from_output_f64": "93adcc14c69c9ce2",
        },
        special=[
            "f(-inf) = -alpha*lambda",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Klambauer et al. 2017, arXiv:1706.02515",
        domain="every real x",
        measured={
            "value": "float32 1.79 ULP over every input, float64 1.58 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 1.82 ULP over every input, float64 1.66 ULP on 13,980,107 inputs"
            ),
            "vjp": "float32 2.73 ULP over every input, float64 2.48 ULP on 13,980,107 inputs",
            "vjp_from_output": (
                "float32 1.88 ULP over every input, float64 1.62 ULP on 11,418,496 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "sigmoid": Activation(
        meaning="The logistic function, from 0 to 1.",
        formulas={
            "value": "f(x) = 1/(1 + exp(-x))",
            "derivative": "f'(x) = exp(-x)/(1 + exp(-x))**2",
            "vjp": "g f'(x), f'(x) = exp(-x)/(1 + exp(-x))**2",
            "vjp_from_output": "g f'(x), f'(x) = y*(1 - y)",
        },
        hashes={
            "value_f32": "af427995a9479a1f",
            "derivative_f32": "6cdccd6cc9759dc7",
            "vjp_f32": "a25854e6c43be299",
            "vjp_from_output_f32": "0e06db7efd00c461",
            "value_f64": "2cdde46f95fff640",
            "derivative_f64": "7dee76612010b175",
            "vjp_f64": "5f09fecc321a47f5",
            "vjp_from_output_f64": "c9227d762a471cad",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 1/2",
            "f(inf) = 1",
        ],
        cites="Cox 1958, JRSS B 20(2)",
        domain="every real x",
        measured={
            "value": "float32 1.65 ULP over every input, float64 2.42 ULP on 13,096,748 inputs",
            "derivative": (
                "float32 1.56 ULP over every input, float64 2.44 ULP on 12,368,907 inputs"
            ),
            "vjp": "float32 2.44 ULP over every input, float64 3.21 ULP on 12,368,907 inputs",
            "vjp_from_output": (
                "float32 2.04 ULP over every input, float64 1.99 ULP on 10,446,850 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "sigmoid_gate": Activation(
        meaning="A value times the sigmoid of the input.",
        formulas={
            "value": "f(x) = value/(1 + exp(-x))",
            "derivative": "f'(x) = value*exp(-x)/(1 + exp(-x))**2",
            "vjp": "g f'(x), f'(x) = value*exp(-x)/(1 + exp(-x))**2",
            "vjp_from_output": "g f'(x), f'(x) = y*(1 - y)",
            "vjp_value": "g df/dvalue, df/dvalue = 1/(1 + exp(-x))",
        },
        hashes={
            "value_f32": "af427995a9479a1f",
            "derivative_f32": "6cdccd6cc9759dc7",
            "vjp_f32": "a25854e6c43be299",
            "vjp_from_output_f32": "0e06db7efd00c461",
            "value_f64": "2cdde46f95fff640",
            "derivative_f64": "7dee76612010b175",
            "vjp_f64": "5f09fecc321a47f5",
            "vjp_from_output_f64": "c9227d762a471cad",
            "general_value_f32": "26136fec0512c012",
            "general_derivative_f32": "cb98b354164dc98c",
            "general_vjp_f32": "47e162e34d716b69",
            "general_vjp_value_f32": "283ae5ae8c93946f",
            "general_value_f64": "b2ce88b84f028a17",
            "general_derivative_f64": "13f21074df3020c5",
            "general_vjp_f64": "44223d39beffccbb",
            "general_vjp_value_f64": "3c334ac713ec56c7",
        },
        halves="glu",
        parameters=[
            Parameter("value", 1.0),
        ],
        special=[
            "f(-inf) = 0",
            "f(0) = 1/2",
            "f(inf) = 1",
        ],
        cites="Dauphin et al. 2017, ICML, arXiv:1612.08083",
        domain="every real x",
        measured={
            "value": "float32 1.65 ULP over every input, float64 2.42 ULP on 13,096,748 inputs",
            "derivative": (
                "float32 1.56 ULP over every input, float64 2.44 ULP on 12,368,907 inputs"
            ),
            "vjp": "float32 2.44 ULP over every input, float64 3.21 ULP on 12,368,907 inputs",
            "vjp_from_output": (
                "float32 2.04 ULP over every input, float64 1.99 ULP on 10,446,850 inputs"
            ),
            "vjp_value": (
                "float32 2.72 ULP on 984,151 inputs, float64 3.19 ULP on 13,525,897 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_value",
        ],
        near=[
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "silu": Activation(
        meaning="The input times its sigmoid.",
        formulas={
            "value": "f(x) = x/(1 + exp(-x))",
            "derivative": "f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))",
            "vjp": "g f'(x), f'(x) = (1 + x*exp(-x)/(1 + exp(-x)))/(1 + exp(-x))",
        },
        hashes={
            "value_f32": "aafc11d7772aef5d",
            "derivative_f32": "bdc82a9e295ab458",
            "vjp_f32": "dd309d975429309a",
            "value_f64": "89cf2ffc63e00176",
            "derivative_f64": "8c02140ef8bb8e48",
            "vjp_f64": "c0875109ef3d5343",
        },
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Elfwing et al. 2018, Neural Networks 107, arXiv:1702.03118",
        domain="every real x",
        measured={
            "value": "float32 1.77 ULP over every input, float64 2.46 ULP on 13,096,748 inputs",
            "derivative": (
                "float32 1.90 ULP over every input, float64 2.74 ULP on 13,304,653 inputs"
            ),
            "vjp": "float32 2.72 ULP over every input, float64 3.69 ULP on 13,304,653 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "softmax": Activation(
        meaning="A categorical distribution from scores.",
        formulas={
            "value": "f_i(x) = exp(x[i])/sum(exp(x[j]), j)",
            "derivative": (
                "df_i/dx_k = exp(x[i])*(delta(i, k) - exp(x[k])/sum(exp(x[j]), j))/sum(exp(x[j]), "
                "j)"
            ),
            "vjp": (
                "sum(g_i df_i/dx_k, i) = exp(x[k])*(g[k] - sum(g[j]*exp(x[j]), j)/sum(exp(x[j]), "
                "j))/sum(exp(x[j]), j)"
            ),
            "vjp_from_output": "sum(g_i df_i/dx_k, i) = y[k]*(g[k] - sum(g[j]*y[j], j))",
        },
        hashes={
            "value_f32": "6307237bd88e2a83",
            "derivative_f32": "9e6e410d4a7bae1e",
            "vjp_f32": "4702b9ece611ad0a",
            "vjp_from_output_f32": "9c13c048b28fbbba",
            "value_f64": "6fdba4edbdb1d436",
            "derivative_f64": "6574692cc53c025e",
            "vjp_f64": "7efea35ac28f4463",
            "vjp_from_output_f64": "d671685001fab11c",
        },
        axiswise={
            "value": "x(n)->(n)",
            "derivative": "x(n)->(n,n)",
            "vjp": "g(n),x(n)->(n)",
            "vjp_from_output": "g(n),y(n)->(n)",
        },
        absent=[
            "-inf",
            "0.0",
        ],
        cites="Bridle 1990, NATO ASI F68",
        measured={
            "value": "float32 2.08 ULP on 116,728 inputs, float64 2.06 ULP on 116,728 inputs",
            "derivative": "float32 0.50 ULP on 12,816 inputs, float64 0.50 ULP on 12,816 inputs",
            "vjp": "float32 0.50 ULP on 116,728 inputs, float64 2.51 ULP on 116,728 inputs",
            "vjp_from_output": (
                "float32 1.41 ULP on 116,728 inputs, float64 1.39 ULP on 116,728 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "softmin": Activation(
        meaning="A categorical distribution from costs: softmax of the negated input.",
        formulas={
            "value": "f_i(x) = exp(-x[i])/sum(exp(-x[j]), j)",
            "derivative": (
                "df_i/dx_k = exp(-x[i])*(exp(-x[k])/sum(exp(-x[j]), j) - delta(i, "
                "k))/sum(exp(-x[j]), j)"
            ),
            "vjp": (
                "sum(g_i df_i/dx_k, i) = exp(-x[k])*(sum(g[j]*exp(-x[j]), j)/sum(exp(-x[j]), j) - "
                "g[k])/sum(exp(-x[j]), j)"
            ),
            "vjp_from_output": "sum(g_i df_i/dx_k, i) = y[k]*(sum(g[j]*y[j], j) - g[k])",
        },
        hashes={
            "value_f32": "2750e5f259a9eb51",
            "derivative_f32": "dcfe8a11f3833af9",
            "vjp_f32": "0145c613558bd2e8",
            "vjp_from_output_f32": "5b0854e75ef6a4bf",
            "value_f64": "7bae4a835ebaf2f4",
            "derivative_f64": "8daa693e288d105c",
            "vjp_f64": "471dd847bf047a48",
            "vjp_from_output_f64": "499657dee8e24327",
        },
        axiswise={
            "value": "x(n)->(n)",
            "derivative": "x(n)->(n,n)",
            "vjp": "g(n),x(n)->(n)",
            "vjp_from_output": "g(n),y(n)->(n)",
        },
        absent=[
            "inf",
            "0.0",
        ],
        measured={
            "value": "float32 1.77 ULP on 116,728 inputs, float64 2.57 ULP on 116,728 inputs",
            "derivative": "float32 0.50 ULP on 12,816 inputs, float64 0.50 ULP on 12,816 inputs",
            "vjp": "float32 0.50 ULP on 116,728 inputs, float64 1.99 ULP on 116,728 inputs",
            "vjp_from_output": (
                "float32 1.46 ULP on 116,728 inputs, float64 1.66 ULP on 116,728 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
    ),
    "softplus": Activation(
        meaning="A smooth maximum of 0 and the input, the sharper the larger beta is.",
        formulas={
            "value": "f(x) = log(1 + exp(beta*x))/beta",
            "derivative": "f'(x) = exp(beta*x)/(1 + exp(beta*x))",
            "vjp": "g f'(x), f'(x) = exp(beta*x)/(1 + exp(beta*x))",
            "vjp_from_output": "g f'(x), f'(x) = 1 - exp(-beta*y)",
            "vjp_beta": (
                "g df/dbeta, df/dbeta = (x*exp(beta*x)/(1 + exp(beta*x)) - log(1 + "
                "exp(beta*x))/beta)/beta"
            ),
        },
        hashes={
            "value_f32": "b4639f41c48b29a5",
            "derivative_f32": "17e59484a37f7706",
            "vjp_f32": "c2a510c48d7c5783",
            "vjp_from_output_f32": "ab7ec56ec07a3cc3",
            "value_f64": "efc3fb9790de87ca",
            "derivative_f64": "2cdde46f95fff640",
            "vjp_f64": "0a80e70b490bb7bc",
            "vjp_from_output_f64": "88c39751feb27296",
            "general_value_f32": "ea238c85e1d146cb",
            "general_derivative_f32": "12366c5d8799ce3b",
            "general_vjp_f32": "12d9ab2966c98819",
            "general_vjp_from_output_f32": "31be068f11075b22",
            "general_vjp_beta_f32": "b8d67ccc75155463",
            "general_value_f64": "8f75b935619c180c",
            "general_derivative_f64": "89d636640ad2adf2",
            "general_vjp_f64": "d604e998399f891e",
            "general_vjp_from_output_f64": "0ea1dd9153192152",
            "general_vjp_beta_f64": "18c03abfe8a62331",
        },
        parameters=[
            Parameter("beta", 1.0, "", "beta > 0"),
        ],
        special=[
            "f(-inf) = 0",
            "f(0) = log(2)",
            "f(inf) = inf",
        ],
        cites="Dugas et al. 2001, NIPS 13",
        domain="every real x",
        measured={
            "value": "float32 1.79 ULP over every input, float64 2.01 ULP on 12,468,907 inputs",
            "derivative": (
                "float32 1.65 ULP over every input, float64 2.42 ULP on 11,482,348 inputs"
            ),
            "vjp": "float32 2.72 ULP over every input, float64 3.41 ULP on 11,482,348 inputs",
            "vjp_from_output": (
                "float32 1.89 ULP over every input, float64 2.31 ULP on 10,243,758 inputs"
            ),
            "vjp_beta": "float32 3.00 ULP on 985,365 inputs, float64 2.94 ULP on 10,615,995 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_from_output",
            "vjp_beta",
        ],
        near=[
            "value_f32",
        ],
    ),
    "softshrink": Activation(
        meaning="The input moved towards 0 by lambd, 0 within it.",
        formulas={
            "value": "f(x) = where(x > lambd, x - lambd, where(lambd < -x, lambd + x, 0))",
            "derivative": "f'(x) = where(lambd < -x, 1, where(x <= lambd, 0, 1))",
            "vjp": "g f'(x), f'(x) = where(lambd < -x, 1, where(x <= lambd, 0, 1))",
            "vjp_from_output": "g f'(x), f'(x) = where(y < 0, 1, where(y <= 0, 0, 1))",
            "vjp_lambd": "g df/dlambd, df/dlambd = where(lambd <= -x, 1, where(x <= lambd, 0, -1))",
        },
        hashes={
            "value_f32": "9815b2b1107391c8",
            "derivative_f32": "b961ded230d296fe",
            "vjp_f32": "b7b1d2a16b1da159",
            "vjp_from_output_f32": "28010d309063f161",
            "value_f64": "423b3141b248afe4",
            "derivative_f64": "96c16316e79bf881",
            "vjp_f64": "212bce4ab282c22b",
            "vjp_from_output_f64": "9b2cddef67e8e85c",
            "general_value_f32": "5a0e224aa9e87051",
            "general_derivative_f32": "9a4e18dd446d7122",
            "general_vjp_f32": "bc7cc53d6ef00a06",
            "general_vjp_from_output_f32": "c0de8f2a657ea450",
            "general_vjp_lambd_f32": "a93fbc1b6411dc9d",
            "general_value_f64": "8988aeaa3197db3a",
            "general_derivative_f64": "9326d4eeb3ababbc",
            "general_vjp_f64": "c3a5952f91b1a9a8",
            "general_vjp_from_output_f64": "63f60a28042cf340",
            "general_vjp_lambd_f64": "a5a3bb3f8940f56f",
        },
        parameters=[
            Parameter("lambd", 0.5, "", "lambd > 0"),
        ],
        special=[
            "f(-inf) = -inf",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Donoho 1995, IEEE Transactions on Information Theory 41(3)",
        domain="every real x",
        measured={
            "value": "float32 0.50 ULP over every input, float64 0.50 ULP on 13,995,255 inputs",
            "derivative": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 13,995,255 inputs"
            ),
            "vjp": "float32 0.00 ULP over every input, float64 0.00 ULP on 13,995,255 inputs",
            "vjp_from_output": (
                "float32 0.00 ULP over every input, float64 0.00 ULP on 15,589,706 inputs"
            ),
            "vjp_lambd": (
                "float32 0.00 ULP on 869,985 inputs, float64 0.00 ULP on 12,524,516 inputs"
            ),
        },
    ),
    "softsign": Activation(
        meaning="The input over one plus its size, from -1 to 1.",
        formulas={
            "value": "f(x) = x/(1 + abs(x))",
            "derivative": "f'(x) = where(x <= 0, 1/(1 - x)**2, 1/(1 + x)**2)",
            "vjp": "g f'(x), f'(x) = where(x <= 0, 1/(1 - x)**2, 1/(1 + x)**2)",
            "vjp_from_output": "g f'(x), f'(x) = where(y <= 0, (1 + y)**2, (1 - y)**2)",
        },
        hashes={
            "value_f32": "77804ef8e759c7ce",
            "derivative_f32": "143cece10ba58be1",
            "vjp_f32": "f448dd84be77c468",
            "vjp_from_output_f32": "cc85515733deb6ef",
            "value_f64": "4f8fe6a12982e3f1",
            "derivative_f64": "34ee31eeb562fa7b",
            "vjp_f64": "557cfb9eed1b4f73",
            "vjp_from_output_f64": "4e7eeeecceebbc44",
        },
        special=[
            "f(-inf) = -1",
            "f(0) = 0",
            "f(inf) = 1",
        ],
        cites="Turian et al. 2009, NAACL",
        domain="every real x",
        measured={
            "value": "float32 1.50 ULP over every input, float64 1.50 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 1.50 ULP over every input, float64 2.48 ULP on 15,591,307 inputs"
            ),
            "vjp": "float32 2.17 ULP over every input, float64 2.89 ULP on 15,591,307 inputs",
            "vjp_from_output": (
                "float32 2.88 ULP over every input, float64 3.42 ULP on 10,344,346 inputs"
            ),
        },
    ),
    "squareplus": Activation(
        meaning="An algebraic softplus, made of a square root; the sharper the smaller b is.",
        formulas={
            "value": "f(x) = x/2 + sqrt(b + x**2)/2",
            "derivative": "f'(x) = 1/2 + x/(2*sqrt(b + x**2))",
            "vjp": "g f'(x), f'(x) = 1/2 + x/(2*sqrt(b + x**2))",
            "vjp_from_output": "g f'(x), f'(x) = 4*y**2/(b + 4*y**2)",
            "vjp_b": "g df/db, df/db = 1/(4*sqrt(b + x**2))",
        },
        hashes={
            "value_f32": "86a22fb8e8420eb9",
            "derivative_f32": "3fa3b7a65cb725c2",
            "vjp_f32": "30d891661beb519c",
            "vjp_from_output_f32": "3d8475778763c0dc",
            "value_f64": "0040ad7d81fef71d",
            "derivative_f64": "d6fb63f407bc9e3f",
            "vjp_f64": "a3e873a8cfea441e",
            "vjp_from_output_f64": "0dd792c52b60bef6",
            "general_value_f32": "cec15fa42568f309",
            "general_derivative_f32": "f763e56f7894c8f2",
            "general_vjp_f32": "a2682df7a2a2457a",
            "general_vjp_from_output_f32": "378d9cdbf649e18c",
            "general_vjp_b_f32": "46d782e0ec3657f5",
            "general_value_f64": "a4b4c5d6706d53ae",
            "general_derivative_f64": "a94ee06c3c814dba",
            "general_vjp_f64": "dd71da3423752a4d",
            "general_vjp_from_output_f64": "bda30c8496379f62",
            "general_vjp_b_f64": "7f5700f97d5d6776",
        },
        parameters=[
            Parameter("b", 4.0, "", "b > 0"),
        ],
        special=[
            "f(-inf) = 0",
            "f(0) = 1",
            "f(inf) = inf",
        ],
        cites="Barron 2021, arXiv:2112.11687",
        domain="every real x",
        measured={
            "value": "float32 1.47 ULP over every input, float64 2.00 ULP on 15,591,307 inputs",
            "derivative": (
                "float32 1.83 ULP over every input, float64 2.76 ULP on 15,115,307 inputs"
            ),
            "vjp": "float32 2.48 ULP over every input, float64 2.91 ULP on 15,115,307 inputs",
            "vjp_from_output": (
                "float32 2.90 ULP over every input, float64 3.23 ULP on 10,370,958 inputs"
            ),
            "vjp_b": "float32 2.41 ULP on 985,365 inputs, float64 2.60 ULP on 13,221,595 inputs",
        },
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "swish": Activation(
        meaning="The input times a sigmoid of rate beta.",
        formulas={
            "value": "f(x) = x/(1 + exp(-beta*x))",
            "derivative": "f'(x) = (1 + beta*x*exp(-beta*x)/(1 + exp(-beta*x)))/(1 + exp(-beta*x))",
            "vjp": (
                "g f'(x), f'(x) = (1 + beta*x*exp(-beta*x)/(1 + exp(-beta*x)))/(1 + exp(-beta*x))"
            ),
            "vjp_beta": "g df/dbeta, df/dbeta = x**2*exp(-beta*x)/(1 + exp(-beta*x))**2",
        },
        hashes={
            "value_f32": "aafc11d7772aef5d",
            "derivative_f32": "bdc82a9e295ab458",
            "vjp_f32": "dd309d975429309a",
            "value_f64": "89cf2ffc63e00176",
            "derivative_f64": "8c02140ef8bb8e48",
            "vjp_f64": "c0875109ef3d5343",
            "general_value_f32": "901c0c1363837ac9",
            "general_derivative_f32": "264c58bbe7e42d23",
            "general_vjp_f32": "421891f8b72722a9",
            "general_vjp_beta_f32": "d864761c827b3285",
            "general_value_f64": "b74307987f3b29a8",
            "general_derivative_f64": "7f258058c7efc2f8",
            "general_vjp_f64": "cfb12e6748cdce3c",
            "general_vjp_beta_f64": "62eaaa37f7984bbd",
        },
        parameters=[
            Parameter("beta", 1.0),
        ],
        special=[
            "f(-inf) = 0",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        cites="Ramachandran et al. 2017, arXiv:1710.05941",
        domain="every real x",
        measured={
            "value": "float32 1.77 ULP over every input, float64 2.46 ULP on 13,096,748 inputs",
            "derivative": (
                "float32 1.90 ULP over every input, float64 2.74 ULP on 13,304,653 inputs"
            ),
            "vjp": "float32 2.72 ULP over every input, float64 3.69 ULP on 13,304,653 inputs",
            "vjp_beta": "float32 2.97 ULP on 818,384 inputs, float64 2.43 ULP on 11,973,812 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
            "vjp_beta",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "tanh": Activation(
        meaning="The hyperbolic tangent, from -1 to 1.",
        formulas={
            "value": "f(x) = tanh(x)",
            "derivative": "f'(x) = 1 - tanh(x)**2",
            "vjp": "g f'(x), f'(x) = 1 - tanh(x)**2",
            "vjp_from_output": "g f'(x), f'(x) = 1 - y**2",
        },
        hashes={
            "value_f32": "9d984e8dd590a05d",
            "derivative_f32": "77b5fd7fb548887c",
            "vjp_f32": "325c97bfd53ff12e",
            "vjp_from_output_f32": "6fc4567543005300",
            "value_f64": "1849e6118c92fc93",
            "derivative_f64": "e207fe4903ebebcd",
            "vjp_f64": "5ec6dffca693ee09",
            "vjp_from_output_f64": "e25a25d174283c49",
        },
        special=[
            "f(-inf) = -1",
            "f(0) = 0",
            "f(inf) = 1",
        ],
        cites="LeCun et al. 1998, Efficient BackProp",
        domain="every real x",
        measured={
            "value": "float32 1.91 ULP over every input, float64 2.09 ULP on 14,572,107 inputs",
            "derivative": (
                "float32 1.56 ULP over every input, float64 2.37 ULP on 12,050,507 inputs"
            ),
            "vjp": "float32 2.42 ULP over every input, float64 2.39 ULP on 12,050,507 inputs",
            "vjp_from_output": (
                "float32 2.04 ULP over every input, float64 2.03 ULP on 10,346,640 inputs"
            ),
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
    "tanhshrink": Activation(
        meaning="The input without its tanh.",
        formulas={
            "value": "f(x) = x - tanh(x)",
            "derivative": "f'(x) = tanh(x)**2",
            "vjp": "g f'(x), f'(x) = tanh(x)**2",
        },
        hashes={
            "value_f32": "cfaa1c930fed65c7",
            "derivative_f32": "0bb39404bb49fe49",
            "vjp_f32": "3183257dfa292a62",
            "value_f64": "ca2d8e203445181d",
            "derivative_f64": "6f34bf18446f4994",
            "vjp_f64": "1ce41373a342c2e8",
        },
        special=[
            "f(-inf) = -inf",
            "f(0) = 0",
            "f(inf) = inf",
        ],
        domain="every real x",
        measured={
            "value": "float32 2.00 ULP over every input, float64 2.19 ULP on 12,254,819 inputs",
            "derivative": (
                "float32 1.68 ULP over every input, float64 2.71 ULP on 12,686,318 inputs"
            ),
            "vjp": "float32 2.81 ULP over every input, float64 3.08 ULP on 12,686,318 inputs",
        },
        divisible=[
            "value",
            "derivative",
            "vjp",
        ],
        near=[
            "value_f32",
            "derivative_f32",
            "vjp_f32",
        ],
    ),
}

NAMES = {
    "arctan": ("arctan", "value"),
    "arctan_derivative": ("arctan", "derivative"),
    "arctan_vjp": ("arctan", "vjp"),
    "arctan_vjp_from_output": ("arctan", "vjp_from_output"),
    "celu": ("celu", "value"),
    "celu_derivative": ("celu", "derivative"),
    "celu_vjp": ("celu", "vjp"),
    "celu_vjp_from_output": ("celu", "vjp_from_output"),
    "celu_vjp_alpha": ("celu", "vjp_alpha"),
    "elu": ("elu", "value"),
    "elu_derivative": ("elu", "derivative"),
    "elu_vjp": ("elu", "vjp"),
    "elu_vjp_from_output": ("elu", "vjp_from_output"),
    "elu_vjp_alpha": ("elu", "vjp_alpha"),
    "gaussian": ("gaussian", "value"),
    "gaussian_derivative": ("gaussian", "derivative"),
    "gaussian_vjp": ("gaussian", "vjp"),
    "gelu": ("gelu", "value"),
    "gelu_derivative": ("gelu", "derivative"),
    "gelu_vjp": ("gelu", "vjp"),
    "gelu_tanh": ("gelu_tanh", "value"),
    "gelu_tanh_derivative": ("gelu_tanh", "derivative"),
    "gelu_tanh_vjp": ("gelu_tanh", "vjp"),
    "hard_sigmoid": ("hard_sigmoid", "value"),
    "hard_sigmoid_derivative": ("hard_sigmoid", "derivative"),
    "hard_sigmoid_vjp": ("hard_sigmoid", "vjp"),
    "hard_sigmoid_vjp_from_output": ("hard_sigmoid", "vjp_from_output"),
    "hard_silu": ("hard_silu", "value"),
    "hard_silu_derivative": ("hard_silu", "derivative"),
    "hard_silu_vjp": ("hard_silu", "vjp"),
    "hard_tanh": ("hard_tanh", "value"),
    "hard_tanh_derivative": ("hard_tanh", "derivative"),
    "hard_tanh_vjp": ("hard_tanh", "vjp"),
    "hard_tanh_vjp_from_output": ("hard_tanh", "vjp_from_output"),
    "hard_tanh_vjp_max": ("hard_tanh", "vjp_max"),
    "hard_tanh_vjp_min": ("hard_tanh", "vjp_min"),
    "identity": ("identity", "value"),
    "identity_derivative": ("identity", "derivative"),
    "identity_vjp": ("identity", "vjp"),
    "identity_vjp_from_output": ("identity", "vjp_from_output"),
    "leaky_relu": ("leaky_relu", "value"),
    "leaky_relu_derivative": ("leaky_relu", "derivative"),
    "leaky_relu_vjp": ("leaky_relu", "vjp"),
    "leaky_relu_vjp_from_output": ("leaky_relu", "vjp_from_output"),
    "leaky_relu_vjp_slope": ("leaky_relu", "vjp_slope"),
    "lisht": ("lisht", "value"),
    "lisht_derivative": ("lisht", "derivative"),
    "lisht_vjp": ("lisht", "vjp"),
    "log_sigmoid": ("log_sigmoid", "value"),
    "log_sigmoid_derivative": ("log_sigmoid", "derivative"),
    "log_sigmoid_vjp": ("log_sigmoid", "vjp"),
    "log_sigmoid_vjp_from_output": ("log_sigmoid", "vjp_from_output"),
    "log_softmax": ("log_softmax", "value"),
    "log_softmax_derivative": ("log_softmax", "derivative"),
    "log_softmax_vjp": ("log_softmax", "vjp"),
    "log_softmax_vjp_from_output": ("log_softmax", "vjp_from_output"),
    "logcosh": ("logcosh", "value"),
    "logcosh_derivative": ("logcosh", "derivative"),
    "logcosh_vjp": ("logcosh", "vjp"),
    "logsumexp": ("logsumexp", "value"),
    "logsumexp_derivative": ("logsumexp", "derivative"),
    "logsumexp_vjp": ("logsumexp", "vjp"),
    "maxout": ("maxout", "value"),
    "maxout_derivative": ("maxout", "derivative"),
    "maxout_vjp": ("maxout", "vjp"),
    "mish": ("mish", "value"),
    "mish_derivative": ("mish", "derivative"),
    "mish_vjp": ("mish", "vjp"),
    "perceptron": ("perceptron", "value"),
    "perceptron_derivative": ("perceptron", "derivative"),
    "perceptron_vjp": ("perceptron", "vjp"),
    "perceptron_vjp_from_output": ("perceptron", "vjp_from_output"),
    "prelu": ("prelu", "value"),
    "prelu_derivative": ("prelu", "derivative"),
    "prelu_vjp": ("prelu", "vjp"),
    "prelu_vjp_from_output": ("prelu", "vjp_from_output"),
    "prelu_vjp_slope": ("prelu", "vjp_slope"),
    "quick_gelu": ("quick_gelu", "value"),
    "quick_gelu_derivative": ("quick_gelu", "derivative"),
    "quick_gelu_vjp": ("quick_gelu", "vjp"),
    "relu": ("relu", "value"),
    "relu_derivative": ("relu", "derivative"),
    "relu_vjp": ("relu", "vjp"),
    "relu_vjp_from_output": ("relu", "vjp_from_output"),
    "relu6": ("relu6", "value"),
    "relu6_derivative": ("relu6", "derivative"),
    "relu6_vjp": ("relu6", "vjp"),
    "relu6_vjp_from_output": ("relu6", "vjp_from_output"),
    "selu": ("selu", "value"),
    "selu_derivative": ("selu", "derivative"),
    "selu_vjp": ("selu", "vjp"),
    "selu_vjp_from_output": ("selu", "vjp_from_output"),
    "sigmoid": ("sigmoid", "value"),
    "sigmoid_derivative": ("sigmoid", "derivative"),
    "sigmoid_vjp": ("sigmoid", "vjp"),
    "sigmoid_vjp_from_output": ("sigmoid", "vjp_from_output"),
    "sigmoid_gate": ("sigmoid_gate", "value"),
    "sigmoid_gate_derivative": ("sigmoid_gate", "derivative"),
    "sigmoid_gate_vjp": ("sigmoid_gate", "vjp"),
    "sigmoid_gate_vjp_from_output": ("sigmoid_gate", "vjp_from_output"),
    "sigmoid_gate_vjp_value": ("sigmoid_gate", "vjp_value"),
    "glu": ("sigmoid_gate", "halves"),
    "glu_vjp": ("sigmoid_gate", "halves_vjp"),
    "silu": ("silu", "value"),
    "silu_derivative": ("silu", "derivative"),
    "silu_vjp": ("silu", "vjp"),
    "softmax": ("softmax", "value"),
    "softmax_derivative": ("softmax", "derivative"),
    "softmax_vjp": ("softmax", "vjp"),
    "softmax_vjp_from_output": ("softmax", "vjp_from_output"),
    "softmin": ("softmin", "value"),
    "softmin_derivative": ("softmin", "derivative"),
    "softmin_vjp": ("softmin", "vjp"),
    "softmin_vjp_from_output": ("softmin", "vjp_from_output"),
    "softplus": ("softplus", "value"),
    "softplus_derivative": ("softplus", "derivative"),
    "softplus_vjp": ("softplus", "vjp"),
    "softplus_vjp_from_output": ("softplus", "vjp_from_output"),
    "softplus_vjp_beta": ("softplus", "vjp_beta"),
    "softshrink": ("softshrink", "value"),
    "softshrink_derivative": ("softshrink", "derivative"),
    "softshrink_vjp": ("softshrink", "vjp"),
    "softshrink_vjp_from_output": ("softshrink", "vjp_from_output"),
    "softshrink_vjp_lambd": ("softshrink", "vjp_lambd"),
    "softsign": ("softsign", "value"),
    "softsign_derivative": ("softsign", "derivative"),
    "softsign_vjp": ("softsign", "vjp"),
    "softsign_vjp_from_output": ("softsign", "vjp_from_output"),
    "squareplus": ("squareplus", "value"),
    "squareplus_derivative": ("squareplus", "derivative"),
    "squareplus_vjp": ("squareplus", "vjp"),
    "squareplus_vjp_from_output": ("squareplus", "vjp_from_output"),
    "squareplus_vjp_b": ("squareplus", "vjp_b"),
    "swish": ("swish", "value"),
    "swish_derivative": ("swish", "derivative"),
    "swish_vjp": ("swish", "vjp"),
    "swish_vjp_beta": ("swish", "vjp_beta"),
    "tanh": ("tanh", "value"),
    "tanh_derivative": ("tanh", "derivative"),
    "tanh_vjp": ("tanh", "vjp"),
    "tanh_vjp_from_output": ("tanh", "vjp_from_output"),
    "tanhshrink": ("tanhshrink", "value"),
    "tanhshrink_derivative": ("tanhshrink", "derivative"),
    "tanhshrink_vjp": ("tanhshrink", "vjp"),
}
