"""Answers of scipy that KolmogorovSmirnovTests compares with. Made with
    apt-get install python3-scipy && python3 make_kolmogorov.py > kolmogorov.json
scipy's exact mode counts lattice paths by another method; its limit is scipy.stats.kstwobign.
"""
import json
import sys

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20031103)
cases = []


def case(x, y, exact):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    r = stats.ks_2samp(x, y, mode="exact")
    d = float(r.statistic)
    p = float(r.pvalue) if exact else float(stats.kstwobign.sf(d * np.sqrt(len(x) * len(y) / (len(x) + len(y)))))
    cases.append({"x": x.tolist(), "y": y.tolist(), "d": d, "p": p, "exact": exact})


case([1], [2], True)
case([1, 2, 3], [4, 5, 6], True)
for n, m, shift in ((5, 7, 0), (10, 10, 1), (30, 45, 0.3), (100, 80, 0.5), (200, 200, 0)):
    case(rng.normal(0, 1, n).round(6), rng.normal(shift, 1, m).round(6), True)
case(rng.integers(0, 6, 40), rng.integers(0, 8, 60), True)  # ties
case(rng.lognormal(0, 1, 60).round(6), rng.lognormal(2.5, 1, 60).round(6), True)  # a tiny p value
for n, m, shift in ((1100, 1000, 0), (2000, 900, 0.1), (1500, 1500, 0.02)):
    case(rng.normal(0, 1, n).round(3), rng.normal(shift, 1, m).round(3), False)
answers = {"made_with": f"numpy {np.__version__}, scipy {scipy.__version__}", "cases": cases,
           "limit": [[z, float(stats.kstwobign.sf(z))] for z in (0.3, 0.5, 0.8, 1.0, 1.36, 1.63, 2.5, 4.0)]}
json.dump(answers, sys.stdout, separators=(",", ":"))
print()
