"""Writes the data sets and scikit-learn's answers to them. Debian 12: apt-get install python3-sklearn (1.2.1).

    python3 answers.py
"""
import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.datasets import load_digits, load_iris, make_blobs, make_classification, make_moons
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import RobustScaler
from sklearn.svm import SVC


def table(name, header, rows):
    with open(name, "w") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(repr(float(x)) if isinstance(x, (float, np.floating)) else str(x) for x in row) + "\n")


rng = np.random.RandomState(5)

# Density clusters: two moons, three blobs of unequal density with noise, and a heavy-tailed table to scale.
moons, _ = make_moons(300, noise=0.07, random_state=1)
blobs, _ = make_blobs([200, 120, 60], centers=[[0, 0, 0], [6, 0, 0], [0, 7, 3]], cluster_std=[0.6, 0.9, 0.5], random_state=2)
blobs = np.vstack([blobs, rng.uniform(-8, 12, (40, 3))])
for name, points, eps, least in [("moons", moons, 0.17, 5), ("blobs", blobs, 0.8, 6)]:
    found = DBSCAN(eps=eps, min_samples=least).fit(points)
    core = np.zeros(len(points), int)
    core[found.core_sample_indices_] = 1
    columns = ["x", "y", "z"][: points.shape[1]]
    table(f"dbscan-{name}.csv", [*columns, "label", "core"], [[*p, l, c] for p, l, c in zip(points, found.labels_, core)])
tails = np.column_stack([rng.standard_cauchy(50), rng.exponential(3, 50), np.full(50, 4.0)])
table("robust-scaling.csv", ["a", "b", "c", "a2", "b2", "c2"], np.hstack([tails, RobustScaler().fit_transform(tails)]))
pairs = [(rng.randint(0, 4, 30), rng.randint(0, 3, 30)) for _ in range(5)]
table("rand-index.csv", ["pair", "a", "b", "ari"],
      [[i, x, y, adjusted_rand_score(a, b)] for i, (a, b) in enumerate(pairs) for x, y in zip(a, b)])

# Classification: row i is in fold i % 5; accuracy of all held-out rows together.
digits = load_digits()
for name, x, y in [("iris", *load_iris(return_X_y=True)), ("digits", digits.data[:600], digits.target[:600])]:
    order = rng.permutation(len(x))
    x, y = x[order], y[order]
    table(f"{name}.csv", [*(f"x{i}" for i in range(x.shape[1])), "label"],
          [[*(int(v) if v == int(v) else v for v in row), int(label)] for row, label in zip(x, y)])
    fold = np.arange(len(x)) % 5
    models = {
        "forest": lambda: RandomForestClassifier(200, random_state=0),
        "linear": lambda: SVC(kernel="linear", C=1.0),
        "rbf": lambda: SVC(kernel="rbf", C=10.0, gamma=0.05 if name == "iris" else 0.001),
    }
    rows = []
    for model, make in models.items():
        right = sum((make().fit(x[fold != f], y[fold != f]).predict(x[fold == f]) == y[fold == f]).sum() for f in range(5))
        rows.append([model, right / len(x)])
    oob = RandomForestClassifier(500, random_state=0, oob_score=True).fit(x, y).oob_score_
    table(f"{name}-answers.csv", ["model", "accuracy"], [*rows, ["forest-oob", oob]])

# Support vectors and the dual objective (sum of alpha - half of alpha Q alpha) of libsvm, to a tight tolerance.
rows, points = [], []
for p, (n, kernel, c, gamma) in enumerate([(20, "linear", 1.0, 1.0), (40, "linear", 0.1, 1.0), (40, "rbf", 10.0, 0.5),
                                          (60, "rbf", 1.0, 2.0)]):
    x, y = make_classification(n, 3, n_informative=2, n_redundant=0, class_sep=0.8, random_state=10 + p)
    model = SVC(kernel=kernel, C=c, gamma=gamma, tol=1e-9).fit(x, y)
    sv = model.support_vectors_
    k = sv @ sv.T if kernel == "linear" else np.exp(-gamma * ((sv[:, None] - sv[None]) ** 2).sum(2))
    a = model.dual_coef_[0]
    rows.append([p, kernel, c, gamma, np.abs(a).sum() - 0.5 * a @ k @ a, model.intercept_[0], len(sv)])
    points += [[p, *row, label, int(i in model.support_), d] for i, (row, label, d) in
               enumerate(zip(x, y, model.decision_function(x)))]
table("svm-problems.csv", ["problem", "kernel", "c", "gamma", "objective", "intercept", "vectors"], rows)
table("svm-points.csv", ["problem", "x0", "x1", "x2", "label", "vector", "decision"], points)
