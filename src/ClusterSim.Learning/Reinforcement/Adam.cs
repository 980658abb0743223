namespace ClusterSim.Learning.Reinforcement;

/// <summary>Adam (Kingma and Ba, ICLR 2015, algorithm 1): steps scaled by running moments of the gradient.</summary>
internal sealed class Adam
{
    private const double FirstDecay = 0.9, SecondDecay = 0.999, Tiny = 1e-8;

    private readonly double[] _first;
    private readonly double[] _second;

    public Adam(int count) => (_first, _second) = (new double[count], new double[count]);

    public Adam(long steps, IEnumerable<double> first, IEnumerable<double> second) =>
        (Steps, _first, _second) = (steps, [.. first], [.. second]);

    public long Steps { get; private set; }

    public IReadOnlyList<double> First => _first;

    public IReadOnlyList<double> Second => _second;

    /// <summary>Moves weights against a gradient.</summary>
    public void Step(double[] weights, ReadOnlySpan<double> gradient, double rate)
    {
        Steps++;
        double first = 1 - Math.Pow(FirstDecay, Steps), second = 1 - Math.Pow(SecondDecay, Steps);
        for (int i = 0; i < weights.Length; i++)
        {
            _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient[i]);
            _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            weights[i] -= rate * (_first[i] / first) / (Math.Sqrt(_second[i] / second) + Tiny);
        }
    }
}
