"""Answers of numpy and scipy that StatisticsOracleTests compares with. Made with
    apt-get install python3-scipy && python3 make_oracle.py > oracle.json
"""
import json
import sys

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20200220)
cases = {"made_with": f"numpy {np.__version__}, scipy {scipy.__version__}", "quantiles": [], "wilcoxon": [], "mannwhitney": []}

for n in (1, 2, 5, 100, 999):
    values = rng.lognormal(3, 2, n).round(3)
    p = [0, .01, .25, .5, .9, .95, .99, 1]
    cases["quantiles"].append({
        "values": values.tolist(), "p": p, "quantiles": np.quantile(values, p).tolist(),
        "mean": float(np.mean(values)), "sd": None if n == 1 else float(np.std(values, ddof=1))})


def wilcoxon(d):
    d = np.asarray(d)
    nonzero = d[d != 0]
    exact = len(nonzero) <= 50 and len(np.unique(np.abs(nonzero))) == len(nonzero)
    # scipy drops zeros (zero_method="wilcox") before it ranks, as Wilcoxon did.
    r = stats.wilcoxon(nonzero if exact else d, mode="exact" if exact else "approx", correction=False)
    cases["wilcoxon"].append({"d": d.tolist(), "w": float(r.statistic), "p": float(r.pvalue), "exact": bool(exact)})


wilcoxon([6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75])  # scipy's documented example
for n in (3, 6, 12, 30, 50, 51, 200):
    wilcoxon(rng.normal(.3, 1, n))
for n in (10, 40, 300):
    wilcoxon(rng.integers(-4, 8, n).astype(float))  # ties and zeros


def mannwhitney(x, y):
    both = np.concatenate([x, y])
    exact = len(both) <= 40 and len(np.unique(both)) == len(both)
    r = stats.mannwhitneyu(x, y, method="exact" if exact else "asymptotic")
    cases["mannwhitney"].append({
        "x": list(map(float, x)), "y": list(map(float, y)), "u": float(r.statistic), "p": float(r.pvalue), "exact": bool(exact)})


mannwhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])  # scipy's documented example
for n, m in ((1, 1), (3, 8), (20, 20), (12, 28), (30, 60), (200, 50)):
    mannwhitney(rng.normal(0, 1, n), rng.normal(.4, 1, m))
for n, m in ((8, 9), (60, 40)):
    mannwhitney(rng.integers(0, 6, n), rng.integers(1, 7, m))

sample = rng.lognormal(1, 1, 40).round(4)
pair = (sample * rng.lognormal(-.2, .3, 40)).round(4)
expanded = stats.norm.cdf(np.sqrt(40 / 39) * stats.t.ppf(.025, 39))
percentile = stats.bootstrap((sample,), np.mean, n_resamples=200_000, method="percentile", random_state=1)
bca = stats.bootstrap((sample,), np.mean, n_resamples=200_000, method="BCa", random_state=1)
difference = stats.bootstrap(
    (sample, pair), lambda x, y, axis: np.median(y, axis=axis) - np.median(x, axis=axis), paired=True, vectorized=True,
    n_resamples=200_000, method="percentile", random_state=1)
cases["bootstrap"] = {
    "sample": sample.tolist(), "pair": pair.tolist(), "tail": float(expanded),
    "mean_percentile": np.quantile(percentile.bootstrap_distribution, [expanded, 1 - expanded]).tolist(),
    "mean_bca": [float(bca.confidence_interval.low), float(bca.confidence_interval.high)],
    "median_difference": np.quantile(difference.bootstrap_distribution, [expanded, 1 - expanded]).tolist()}
json.dump(cases, sys.stdout, indent=None, separators=(",", ":"))
print()
