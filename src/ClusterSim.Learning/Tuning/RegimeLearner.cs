using System.Collections.Immutable;
using ClusterSim.Learning.Reinforcement;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Tuning;

/// <summary>
/// Learns which vector of weights goes with which regime: the factors of a softmax under which the expected cost is
/// least. All costs of all vectors are known, so the policy gradient is exact and nothing is drawn.
/// </summary>
public static class RegimeLearner
{
    private const int Steps = 3000;
    private const double Rate = 0.01, Decay = 0.01;

    /// <summary>Chooses vectors that complement each other: each lowers the sum of the least costs most.</summary>
    /// <param name="costs">For each vector its cost in each window.</param>
    /// <param name="count">How many to choose.</param>
    /// <returns>Their positions, the best single one first.</returns>
    public static ImmutableArray<int> Complementary(IReadOnlyList<ImmutableArray<double>> costs, int count)
    {
        ArgumentNullException.ThrowIfNull(costs);
        List<int> chosen = [];
        while (chosen.Count < Math.Min(count, costs.Count))
        {
            double Sum(int next) => Enumerable.Range(0, costs[next].Length)
                .Sum(window => chosen.Append(next).Min(vector => costs[vector][window]));
            int best = Enumerable.Range(0, costs.Count).Except(chosen).MinBy(Sum);
            chosen.Add(best);
        }

        return [.. chosen];
    }

    /// <summary>The factors of a <see cref="RegimeModel"/>.</summary>
    /// <param name="readings">What the sensor read, at least one row.</param>
    /// <param name="costs">For each reading the cost of each vector in its window.</param>
    public static ImmutableArray<ImmutableArray<double>> Fit(
        IReadOnlyList<double[]> readings, IReadOnlyList<double[]> costs)
    {
        ArgumentNullException.ThrowIfNull(readings);
        ArgumentNullException.ThrowIfNull(costs);
        int vectors = costs[0].Length, width = readings[0].Length + 1;
        double[] factors = new double[vectors * width];
        Adam adam = new(factors.Length);
        for (int step = 0; step < Steps; step++)
        {
            double[] gradient = [.. factors.Select(factor => Decay * factor)];
            for (int row = 0; row < readings.Count; row++)
            {
                AddGradient(factors, [1, .. readings[row]], costs[row], 1.0 / readings.Count, gradient);
            }

            adam.Step(factors, gradient, Rate);
        }

        return
        [
            .. Enumerable.Range(0, vectors)
                .Select(v => ImmutableArray.Create(factors, v * width, width)),
        ];
    }

    // The derivative of sum p c with respect to the sum of vector v is p (c - mean).
    private static void AddGradient(
        double[] factors, double[] inputs, double[] costs, double factor, double[] gradient)
    {
        double[] sums = new double[costs.Length];
        for (int v = 0; v < sums.Length; v++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                sums[v] += factors[(v * inputs.Length) + i] * inputs[i];
            }
        }

        double greatest = sums.Max();
        double[] shares = [.. sums.Select(sum => Math.Exp(sum - greatest))];
        double total = shares.Sum();
        double mean = Enumerable.Range(0, costs.Length).Sum(v => shares[v] / total * costs[v]);
        for (int v = 0; v < costs.Length; v++)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                gradient[(v * inputs.Length) + i] += factor * shares[v] / total * (costs[v] - mean) * inputs[i];
            }
        }
    }
}
