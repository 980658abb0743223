"""Answers of ruptures, scipy and statsmodels, and the streams of river's tests, that the tests of change points, charts
and two-sample tests compare with. Made with
    apt-get install python3-scipy python3-statsmodels && pip install ruptures && python3 make_changes.py > changes.json
The streams are those of river's own tests (river/drift/test_drift_detectors.py, test_adwin_regression.py and the
examples of PageHinkley, ADWIN, CUSUM): numpy's and Python's generators with their seeds. The alarms are the published ones.
"""
import json
import random
import sys

import numpy as np
import ruptures
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

answers = {"made_with": f"numpy {np.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
                        "ruptures ee1c8ff"}

rng = np.random.default_rng(20120822)


def levels(sizes, means, sd, offset=0.0):
    return np.concatenate([rng.normal(m, sd, n) for n, m in zip(sizes, means)]).round(4) + offset


signals = {
    "two levels": levels([60, 60], [0, 4], 1),
    "five levels": levels([40, 25, 60, 10, 65], [0, 3, 1, 8, -2], 1),
    "no change": levels([120], [5], 2),
    "steps without noise": levels([20, 30, 5, 25], [10, 90, 10, 0], 0),
    "far from zero": levels([50, 50, 50], [0, 2, 0], 0.5, 1e6),
    "integers": rng.integers(0, 4, 90).astype(float) + np.repeat([0.0, 5.0, 1.0], 30),
}
answers["change_points"] = []
for name, x in signals.items():
    cost = ruptures.costs.CostL2().fit(x.reshape(-1, 1))
    for min_size in (1, 2, 5):
        for penalty in (3, 10, 50, 500):
            pelt = ruptures.Pelt(model="l2", min_size=min_size, jump=1).fit(x).predict(pen=penalty)
            binary = ruptures.Binseg(model="l2", min_size=min_size, jump=1).fit(x).predict(pen=penalty)
            answers["change_points"].append({
                "signal": name, "min_size": min_size, "penalty": penalty, "pelt": pelt[:-1], "binseg": binary[:-1],
                "cost": float(cost.sum_of_costs(pelt))})
        for count in (1, 2, 4):
            best = ruptures.Dynp(model="l2", min_size=min_size, jump=1).fit(x).predict(n_bkps=count)
            answers["change_points"].append({
                "signal": name, "min_size": min_size, "count": count, "dynp": best[:-1],
                "cost": float(cost.sum_of_costs(best))})
answers["signals"] = {name: x.tolist() for name, x in signals.items()}

np.random.seed(12345)
stream = np.concatenate((np.random.randint(2, size=1000), np.random.randint(8, size=1000)))
choices = random.Random(12345)
steps = random.Random(42)
normal = random.Random(12345)
np.random.seed(12345)
binary = np.concatenate(([np.random.binomial(1, 0.2) for _ in range(1000)], [np.random.binomial(1, 0.8) for _ in range(1000)]))
answers["streams"] = {
    "integers": stream.tolist(),
    "docstring": choices.choices([0, 1], k=1000) + choices.choices(range(4, 8), k=1000),
    "four": steps.choices([0, 1], k=1000) + steps.choices(range(4, 8), k=1000)
    + steps.choices([0, 1], k=1000) + steps.choices(range(4, 8), k=1000),
    "normal": [normal.gauss(0, 1) for _ in range(200)] + [normal.gauss(3, 1) for _ in range(200)],
    "binary": binary.tolist(),
}

answers["two_samples"] = []
for n, m, shift, scale in ((6, 9, 0, 1), (10, 10, 1.5, 1), (12, 30, 0.8, 3), (25, 20, 0, 1), (40, 60, 0.5, 2), (8, 8, 1.8, 1)):
    x, y = rng.normal(0, 1, n).round(3), rng.normal(shift, scale, m).round(3)
    if n == 25:
        x, y = x.round(), y.round()  # ties
    bm, welch = stats.brunnermunzel(x, y), stats.ttest_ind(x, y, equal_var=False)
    answers["two_samples"].append({
        "x": x.tolist(), "y": y.tolist(), "bm": [bm.statistic, bm.pvalue],
        "bm_greater": stats.brunnermunzel(y, x, alternative="greater").pvalue, "welch": [welch.statistic, welch.pvalue],
        "pooled": list(stats.ttest_ind(x, y))})

answers["corrections"] = []
for p in ([0.01, 0.04, 0.03, 0.005], [0.5], rng.uniform(0, 1, 20).round(4).tolist() + [0.0001, 0.0002, 0.0002, 1.0]):
    answers["corrections"].append({
        "p": p, "bh": multipletests(p, method="fdr_bh")[1].tolist(), "by": multipletests(p, method="fdr_by")[1].tolist()})

answers["rates"] = []
for x, n, share in ((0, 5, 0.2), (5, 5, 0.2), (12, 40, 0.1), (30, 100, 0.25), (3, 1000, 0.001), (300, 1000, 0.25)):
    answers["rates"].append({"x": x, "n": n, "share": share, "greater": float(stats.binom.sf(x - 1, n, share)),
                             "less": float(stats.binom.cdf(x, n, share))})
answers["shares"] = []
for a, n, b, m in ((3, 10, 2, 40), (10, 10, 0, 500), (0, 5, 3, 9), (40, 120, 300, 2000), (7, 9, 1200, 9000)):
    answers["shares"].append({"hits": a, "trials": n, "other_hits": b, "other_trials": m,
                              "p": stats.fisher_exact([[a, n - a], [b, m - b]], alternative="greater")[1]})
json.dump(answers, sys.stdout, separators=(",", ":"))
print()
