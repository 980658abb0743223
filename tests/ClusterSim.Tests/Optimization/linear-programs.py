"""Writes linear-programs.json: instances and their optima by SciPy's linprog (HiGHS). Run: python3 linear-programs.py

Each instance: maximise objective, rows (coefficients, relation, right side), 0 <= x <= upper (null: no bound).
"""
import json
import random

from scipy.optimize import linprog
import scipy

rng = random.Random(1977)


def solve(name, objective, rows, upper):
    ub = [([c for c in r[0]], r[2]) if r[1] == "<=" else ([-c for c in r[0]], -r[2]) for r in rows if r[1] != "="]
    eq = [(r[0], r[2]) for r in rows if r[1] == "="]
    res = linprog(
        [-c for c in objective],
        A_ub=[u[0] for u in ub] or None, b_ub=[u[1] for u in ub] or None,
        A_eq=[e[0] for e in eq] or None, b_eq=[e[1] for e in eq] or None,
        bounds=[(0, u) for u in upper], method="highs")
    status = {0: "Optimal", 2: "Infeasible", 3: "Unbounded"}[res.status]
    return {"name": name, "objective": objective, "rows": rows, "upper": upper, "status": status,
            "optimum": -res.fun if res.status == 0 else None}


def number(low, high):
    return round(rng.uniform(low, high), 3)


def mixed(i, variables, rows, bounded):
    """Random rows of all relations, around a random point, so that most are feasible."""
    point = [number(0, 2) if rng.random() < 0.7 else 0.0 for _ in range(variables)]
    made = []
    for _ in range(rows):
        coefficients = [number(-3, 3) if rng.random() < 0.6 else 0.0 for _ in range(variables)]
        at = sum(a * b for a, b in zip(coefficients, point))
        relation = rng.choice(["<=", "<=", ">=", "="])
        slack = number(0, 1) if rng.random() < 0.6 else 0.0
        right = at + slack if relation == "<=" else at - slack if relation == ">=" else at
        made.append([coefficients, relation, round(right, 9)])
    upper = [number(2, 5) if bounded or rng.random() < 0.3 else None for _ in range(variables)]
    return solve(f"mixed-{i}", [number(-2, 2) for _ in range(variables)], made, upper)


def wild(i):
    """Random right sides: optimal, infeasible and unbounded ones."""
    variables, rows = rng.randint(2, 6), rng.randint(2, 8)
    made = [[[number(-3, 3) for _ in range(variables)], rng.choice(["<=", ">=", "="]), number(-4, 4)]
            for _ in range(rows)]
    return solve(f"wild-{i}", [number(-2, 2) for _ in range(variables)], made, [None] * variables)


def klee_minty(n):
    rows = [[[2.0 ** (i - j + 1) if j < i else (1.0 if j == i else 0.0) for j in range(n)], "<=", 5.0 ** (i + 1)]
            for i in range(n)]
    return solve(f"klee-minty-{n}", [2.0 ** (n - 1 - j) for j in range(n)], rows, [None] * n)


def beale():
    """Cycles under the largest-coefficient rule (Beale 1955)."""
    return solve("beale", [0.75, -150.0, 0.02, -6.0],
                 [[[0.25, -60.0, -0.04, 9.0], "<=", 0.0], [[0.5, -90.0, -0.02, 3.0], "<=", 0.0],
                  [[0.0, 0.0, 1.0, 0.0], "<=", 1.0]], [None] * 4)


def assignment(n):
    """Highly degenerate: n workers, n tasks."""
    rows = []
    for i in range(n):
        rows.append([[1.0 if k // n == i else 0.0 for k in range(n * n)], "=", 1.0])
        rows.append([[1.0 if k % n == i else 0.0 for k in range(n * n)], "=", 1.0])
    return solve(f"assignment-{n}", [float(rng.randint(1, 9)) for _ in range(n * n)], rows, [None] * (n * n))


def fair(jobs):
    """Max-min fairness of Gavel: the least normalised throughput t of jobs on three types of GPU."""
    workers, variables = [number(2, 12) for _ in range(3)], 3 * jobs + 1
    rows, scales = [], [rng.choice([1, 1, 1, 2, 4]) for _ in range(jobs)]
    for m in range(jobs):
        speed = [1.0, number(0.2, 0.8), number(0.05, 0.3)]
        even = sum(s * w for s, w in zip(speed, workers)) / sum(workers)
        rows.append([[round(-scales[m] * speed[k % 3] / even, 6) if k // 3 == m and k < 3 * jobs else 0.0
                      for k in range(3 * jobs)] + [1.0], "<=", 0.0])
        rows.append([[1.0 if k // 3 == m and k < 3 * jobs else 0.0 for k in range(variables)], "<=", 1.0])
    for j in range(3):
        rows.append([[float(scales[k // 3]) if k % 3 == j and k < 3 * jobs else 0.0 for k in range(variables)],
                     "<=", workers[j]])
    return solve(f"fair-{jobs}", [0.0] * (3 * jobs) + [1.0], rows, [None] * variables)


instances = [mixed(i, rng.randint(2, 12), rng.randint(1, 12), i % 2 == 0) for i in range(40)]
instances += [wild(i) for i in range(40)]
instances += [klee_minty(n) for n in (3, 6)] + [beale()] + [assignment(n) for n in (3, 5)]
instances += [fair(n) for n in (3, 8, 14)]
with open("linear-programs.json", "w") as file:
    file.write('{"source": "SciPy %s, linprog, HiGHS",\n"instances": [\n' % scipy.__version__)
    file.write(",\n".join(json.dumps(i) for i in instances))
    file.write("\n]}\n")
