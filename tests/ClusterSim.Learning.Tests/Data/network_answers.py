"""What numpy answers for the tests of the kernel network and its gradient. Run in this folder:

    /usr/bin/python3 network_answers.py

Layers 8, 32, 16, 8, 1; weight i is 0.5 sin(i + 1); feature k of job j is |cos(1 + 3 j + k)|. The gradient is
back-propagation written out in matrices. Made with numpy 1.24.2 (Debian 12).
"""
import numpy as np

WIDTHS = [8, 32, 16, 8, 1]


def layers(weights):
    at, result = 0, []
    for inputs, units in zip(WIDTHS, WIDTHS[1:]):
        matrix = weights[at:at + inputs * units].reshape(units, inputs)
        bias = weights[at + inputs * units:at + (inputs + 1) * units]
        at += (inputs + 1) * units
        result.append((matrix, bias))
    return result


def forward(weights, x):
    outputs = [x]
    network = layers(weights)
    for i, (matrix, bias) in enumerate(network):
        x = matrix @ x + bias
        x = x if i == len(network) - 1 else np.maximum(x, 0)
        outputs.append(x)
    return outputs


def gradient(weights, x):
    outputs, delta, parts = forward(weights, x), np.ones(1), []
    for i in range(len(WIDTHS) - 2, -1, -1):
        matrix, _ = layers(weights)[i]
        delta = delta if i == len(WIDTHS) - 2 else delta * (outputs[i + 1] > 0)
        parts.insert(0, np.concatenate([np.outer(delta, outputs[i]).ravel(), delta]))
        delta = matrix.T @ delta
    return np.concatenate(parts)


count = sum((a + 1) * b for a, b in zip(WIDTHS, WIDTHS[1:]))
weights = 0.5 * np.sin(np.arange(1, count + 1))
jobs = [np.abs(np.cos(1 + 3 * j + np.arange(8))) for j in range(3)]
scores = np.array([forward(weights, x)[-1][0] for x in jobs])
logs = scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())
print("scores", [repr(float(s)) for s in scores])
print("log-probabilities", [repr(float(s)) for s in logs])
total = sum(((j == 1) - np.exp(logs[j])) * gradient(weights, jobs[j]) for j in range(3))
with open("network-gradient.csv", "w") as file:
    file.write("derivative\n" + "".join(repr(float(g)) + "\n" for g in total))
with open("network-scores.csv", "w") as file:
    file.write("score,log\n" + "".join(f"{float(s)!r},{float(l)!r}\n" for s, l in zip(scores, logs)))
print("weights", count, "non-zero", int((total != 0).sum()))
