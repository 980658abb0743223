"""Writes loss-fits.json: losses, and how well SciPy's curve_fit explains them as in Optimus' scheduler/estimator.py;
and small problems of non-negative least squares with SciPy's nnls. Run: python3 loss-fits.py
"""
import json
import math
import random

import numpy as np
import scipy
from scipy.optimize import curve_fit, nnls

rng = random.Random(2018)


def curve(x, a, b, c):
    return 1 / (a * x + b) + c


def fit(i, epochs):
    a, b, c, noise = rng.uniform(0.02, 2), rng.uniform(0.2, 1.5), rng.uniform(0, 0.5), rng.choice([0, 0.01, 0.03])
    x = np.arange(1, epochs + 1, dtype=float)
    losses = np.array([curve(k, a, b, c) * (1 + noise * rng.gauss(0, 1)) for k in x]).round(9)
    sigma = np.array([1 / 4 ** math.floor(k / math.ceil(epochs / 3)) for k in range(epochs)])
    found, _ = curve_fit(curve, x, losses, sigma=sigma, bounds=(0, np.inf), max_nfev=100000)
    return {"losses": losses.tolist(), "squares": float((((curve(x, *found) - losses) / sigma) ** 2).sum())}


def least_squares(i):
    rows, columns = rng.randint(2, 8), rng.randint(1, 4)
    a = np.array([[rng.uniform(-1, 3) for _ in range(columns)] for _ in range(rows)]).round(3)
    b = np.array([rng.uniform(-2, 5) for _ in range(rows)]).round(3)
    x, residual = nnls(a, b)
    return {"rows": a.tolist(), "targets": b.tolist(), "squares": float(residual ** 2)}


with open("loss-fits.json", "w") as file:
    json.dump({"source": "SciPy %s, curve_fit and nnls" % scipy.__version__,
               "fits": [fit(i, n) for i, n in enumerate([3, 4, 6, 9, 15, 30, 60, 100])],
               "nonnegative": [least_squares(i) for i in range(20)]}, file)
    file.write("\n")
