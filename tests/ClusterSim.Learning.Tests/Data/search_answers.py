"""What scikit-learn and scipy answer for the tests of the search. Run in this folder:

    /usr/bin/python3 search_answers.py

Made with scikit-learn 1.2.1, scipy 1.10.1, numpy 1.24.2 (Debian 12).
"""
import csv
import numpy as np
from scipy.stats import norm, qmc, ttest_1samp
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel


def write(name, header, rows):
    with open(name + ".csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


halton = qmc.Halton(d=4, scramble=False).random(20)
write("halton", ["a", "b", "c", "d"], halton.tolist())

points = halton[1:, :3]
values = np.sin(6 * points[:, 0]) + points[:, 1] ** 2 - 0.3 * points[:, 2]
values = (values - values.mean()) / values.std()
write("process-points", ["a", "b", "c", "value"], np.column_stack([points, values]).tolist())

places = qmc.Halton(d=3, scramble=True, seed=7).random(12)
rows = []
for signal, noise, lengths in [(1.0, 1e-3, [0.3, 0.5, 1.0]), (2.5, 0.05, [1.0, 1.0, 1.0])]:
    kernel = ConstantKernel(signal) * Matern(lengths, nu=2.5)
    process = GaussianProcessRegressor(kernel, alpha=noise, optimizer=None).fit(points, values)
    mean, deviation = process.predict(places, return_std=True)
    likelihood = process.log_marginal_likelihood_value_
    for place, m, d in zip(places, mean, deviation):
        rows.append([signal, noise, *lengths, *place, m, d, likelihood])
write("process-answers",
      ["signal", "noise", "la", "lb", "lc", "a", "b", "c", "mean", "deviation", "likelihood"], rows)

kernel = ConstantKernel(1, (0.05, 20)) * Matern([1, 1, 1], (0.05, 10), nu=2.5) + WhiteKernel(1e-2, (1e-6, 1))
fitted = GaussianProcessRegressor(kernel, alpha=1e-10, n_restarts_optimizer=20, random_state=1).fit(points, values)
write("process-fit", ["likelihood"], [[fitted.log_marginal_likelihood_value_]])

rows = []
for mean, deviation, best in [(0.3, 0.5, 0.1), (-1, 0.2, 0.1), (2, 0.3, 0), (0, 1, 0)]:
    z = (best - mean) / deviation
    rows.append([mean, deviation, best, (best - mean) * norm.cdf(z) + deviation * norm.pdf(z)])
write("improvement", ["mean", "deviation", "best", "improvement"], rows)

baseline = np.array([12.0, 30.5, 8.2, 44.1, 19.9, 25.0])
candidate = np.array([11.5, 31.0, 7.7, 45.9, 18.0, 24.1])
logs = np.log(candidate / baseline)
test = ttest_1samp(logs, np.log(1.05), alternative="less")
interval = ttest_1samp(logs, 0).confidence_interval(0.95)
print("non-inferiority: ratio, low, high, p:", np.exp(logs.mean()), np.exp(interval.low), np.exp(interval.high),
      test.pvalue)
