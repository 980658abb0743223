"""Prints the quantile tables of src/ClusterSim/Workloads/Injection/UtilizationSignatures.cs.

python3 quantiles.py DATA, where DATA holds acme/util_cdf/*.csv (AcmeTrace, CC BY 4.0) and
alibaba-v2026-genai/pod_gpu_duty_cycle_anon.tar.gz. A table is the fewest points (percent of samples, value) between
which linear interpolation stays within 0.7 percent of the samples of the empirical distribution; values are rounded down, so that atoms are not passed over.
"""
import csv, io, math, sys, tarfile

TOLERANCE = 0.7


def acme(path, pair=0):
    with open(path) as file:
        rows = list(csv.reader(file))[1:]
    points = [(float(r[2 * pair + 1]), float(r[2 * pair])) for r in rows if r[2 * pair] != ""]
    # The digitised curve of PAI begins above 0 and has steps back by rounding.
    points, best = [(0.0, points[0][1])] + points, 0.0
    for i, (percent, value) in enumerate(points):
        best = max(best, percent)
        points[i] = (best, value)
    return points + ([(100.0, points[-1][1])] if points[-1][0] < 100 else [])


def genai(path):
    with tarfile.open(path) as archive:
        text = io.TextIOWrapper(archive.extractfile("pod_gpu_duty_cycle_anon.csv"))
        values = sorted(float(row["value"]) for row in csv.DictReader(text))
    n = len(values)
    return [(100.0 * i / 2000, values[min(n - 1, i * n // 2000)]) for i in range(2001)]


def simplify(points, first, last, kept):
    """Douglas and Peucker, with the distance measured in percent of the samples."""
    (p0, v0), (p1, v1) = points[first], points[last]
    worst, at = TOLERANCE, -1
    for i in range(first + 1, last):
        p, v = points[i]
        on = p0 + (p1 - p0) * (v - v0) / (v1 - v0) if v1 > v0 else min(max(p, p0), p1)
        if abs(p - on) > worst:
            worst, at = abs(p - on), i
    if at >= 0:
        simplify(points, first, at, kept)
        kept.append(at)
        simplify(points, at, last, kept)


def table(name, points):
    kept = []
    simplify(points, 0, len(points) - 1, kept)
    chosen = [points[i] for i in [0] + kept + [len(points) - 1]]
    print(name, ", ".join(f"({p:.1f}, {math.floor(100 * v) / 100})" for p, v in chosen))


if __name__ == "__main__":
    data = sys.argv[1]
    cdf = data + "/acme/util_cdf/"
    table("Seren", acme(cdf + "util_gpu_seren.csv"))
    table("Kalos", acme(cdf + "util_gpu_kalos_full.csv"))
    table("Philly", acme(cdf + "util_gpu_philly.csv"))
    table("Pai", acme(cdf + "util_gpu_pai.csv"))
    table("GenAi", genai(data + "/alibaba-v2026-genai/pod_gpu_duty_cycle_anon.tar.gz"))
    table("SerenMemory", acme(cdf + "util_gpu_seren.csv", 1))
    table("SerenPower", acme(cdf + "gpu_power_seren.csv"))
    table("SerenTemperature", acme(cdf + "gpu_temp_seren.csv"))
