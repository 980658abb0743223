"""Writes binary-programs.json: instances and their optima by SciPy's milp (HiGHS). Run: python3 binary-programs.py

Each instance: maximise objective, rows (coefficients, relation, right side), every variable 0 or 1.
"""
import json
import random

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp

rng = random.Random(1960)


def solve(name, objective, rows):
    limits = [(-np.inf, r[2]) if r[1] == "<=" else (r[2], np.inf) if r[1] == ">=" else (r[2], r[2]) for r in rows]
    res = milp([-c for c in objective], integrality=np.ones(len(objective)), bounds=Bounds(0, 1),
               constraints=LinearConstraint(np.array([r[0] for r in rows]), *map(list, zip(*limits))),
               options={"mip_rel_gap": 0})
    assert res.status in (0, 2), res.message
    return {"name": name, "objective": objective, "rows": rows,
            "status": {0: "Optimal", 2: "Infeasible"}[res.status],
            "optimum": -res.fun if res.status == 0 else None}


def number(low, high):
    return round(rng.uniform(low, high), 3)


def knapsack(i, items, rows):
    """Several limits at once; weights and worths go together, which makes it hard."""
    weights = [[rng.randint(5, 60) for _ in range(items)] for _ in range(rows)]
    worth = [float(sum(w[k] for w in weights) // rows + rng.randint(0, 9)) for k in range(items)]
    return solve(f"knapsack-{i}", worth, [[[float(x) for x in w], "<=", float(sum(w) // 2)] for w in weights])


def cover(i, sets, elements):
    """The fewest sets that hold every element."""
    rows = [[[1.0 if rng.random() < 0.25 else 0.0 for _ in range(sets)], ">=", 1.0] for _ in range(elements)]
    return solve(f"cover-{i}", [-number(1, 3) for _ in range(sets)], rows)


def wild(i):
    """All relations and signs; some have no answer."""
    variables, rows = rng.randint(3, 12), rng.randint(2, 6)
    made = [[[float(rng.randint(-4, 6)) if rng.random() < 0.7 else 0.0 for _ in range(variables)],
             rng.choice(["<=", ">=", "="]), float(rng.randint(-2, 8))] for _ in range(rows)]
    return solve(f"wild-{i}", [number(-5, 5) for _ in range(variables)], made)


def configurations(i, jobs, decimals):
    """Sia: at most one configuration (GPUs of a type) for each job, three types of limited size."""
    sizes = [[1, 2, 4, 8, 12, 16], [1, 2, 4, 8, 16], [1, 2, 4, 8, 16, 24]]
    types = [(t, g) for t in range(3) for g in sizes[t]]
    objective, columns = [], []
    for _ in range(jobs):
        speed, scaling, most = [1.0, number(1.5, 6), number(0.8, 2)], number(0.4, 0.95), rng.choice([1, 2, 4, 8, 24])
        for t, g in types:
            goodput = speed[t] * g ** scaling
            objective.append(round(1.1 - goodput ** -0.5, decimals) if g <= most else -98.9)
            columns.append((t, g))
    width = len(types)
    rows = [[[1.0 if k // width == j else 0.0 for k in range(jobs * width)], "<=", 1.0] for j in range(jobs)]
    rows += [[[float(g) if t == which else 0.0 for t, g in columns], "<=", size]
             for which, size in enumerate([24.0, 16.0, 24.0])]
    return solve(f"configurations-{i}", objective, rows)


instances = [knapsack(i, rng.randint(6, 16), rng.randint(1, 4)) for i in range(12)]
instances += [cover(i, rng.randint(5, 14), rng.randint(4, 12)) for i in range(10)]
instances += [wild(i) for i in range(40)]
instances += [configurations(i, 3 + 2 * i, 2 if i % 2 else 9) for i in range(7)]
with open("binary-programs.json", "w") as file:
    file.write('{"source": "SciPy %s, milp, HiGHS",\n"instances": [\n' % scipy.__version__)
    file.write(",\n".join(json.dumps(i) for i in instances))
    file.write("\n]}\n")
