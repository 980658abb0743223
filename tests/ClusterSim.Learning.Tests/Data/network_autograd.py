"""What torch's automatic differentiation answers for the tests of the kernel network. Run in this folder:

    /usr/bin/python3 network_autograd.py

The network, weights and features of network_answers.py, in torch.nn.functional, in double precision; the gradient is
that of the logarithm of the second job's probability, by backward(). Made with torch 1.13.0 (Debian 12).
"""
import torch
import torch.nn.functional as F

WIDTHS = [8, 32, 16, 8, 1]
count = sum((a + 1) * b for a, b in zip(WIDTHS, WIDTHS[1:]))
weights = (0.5 * torch.sin(torch.arange(1, count + 1, dtype=torch.float64))).requires_grad_()
jobs = torch.abs(torch.cos(1 + 3 * torch.arange(3, dtype=torch.float64)[:, None] + torch.arange(8)[None, :]))

x, at = jobs, 0
for layer, (inputs, units) in enumerate(zip(WIDTHS, WIDTHS[1:])):
    matrix = weights[at:at + inputs * units].reshape(units, inputs)
    bias = weights[at + inputs * units:at + (inputs + 1) * units]
    at += (inputs + 1) * units
    x = F.linear(x, matrix, bias)
    x = x if layer == len(WIDTHS) - 2 else F.relu(x)

F.log_softmax(x[:, 0], dim=0)[1].backward()
with open("network-autograd.csv", "w") as file:
    file.write("derivative\n" + "".join(repr(float(g)) + "\n" for g in weights.grad))
print(torch.__version__, float(weights.grad.abs().max()))
