using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies.Spot;
using MathNet.Numerics.LinearAlgebra;

namespace ClusterSim.Tests.Scheduling.Spot;

public class RiseForecastTests
{
    private const int Horizon = 2, Day = 5;

    [Test]
    public void DemandThatDoesNotChangeIsExpectedToStay()
    {
        RiseForecast forecast = new(Horizon, Day);
        for (int i = 0; i < 100; i++)
        {
            forecast.Add(7);
            Assert.That((forecast.Mean, forecast.Variance), Is.EqualTo((0.0, 0.0)));
        }
    }

    // Demand is 0, 0, 10, 10, 0 in the five steps of every day: the highest of the next two less the present one is
    // 10, 10, 0, -10, 0 from each of them on. A week of it is enough to expect that.
    [Test]
    public void WhatComesEveryDayIsExpected()
    {
        RiseForecast forecast = new(Horizon, Day);
        double[] demand = [0, 0, 10, 10, 0], rises = [10, 10, 0, -10, 0];
        for (int i = 0; i < 40 * Day; i++)
        {
            forecast.Add(demand[i % Day]);
            if (i > 20 * Day)
            {
                Assert.That(forecast.Mean, Is.EqualTo(rises[i % Day]).Within(0.5), $"step {i}");
            }
        }
    }

    // The oracle solves (X'X + I) w = X'y with Math.NET for everything known at each step, and adds up the squares of
    // what it would have missed.
    [Test]
    public void TheWeightsAreThoseOfARidgeRegressionOnThePast()
    {
        RandomStream random = new(5, "rise-forecast");
        RiseForecast forecast = new(Horizon, Day);
        List<double> demand = [];
        List<double> missed = [];
        List<double> means = [];
        for (int now = 0; now < 120; now++)
        {
            demand.Add(random.NextInt(20));
            forecast.Add(demand[now]);
            double[][] inputs = [.. Enumerable.Range(0, now + 1).Select(step => Input(demand, step))];
            int known = Math.Max(0, now + 1 - Horizon);
            double[] weights = Solve(inputs[..known], [.. Enumerable.Range(0, known).Select(s => Rise(demand, s))]);
            means.Add(inputs[now].Zip(weights, (x, w) => x * w).Sum());
            if (known > 0)
            {
                missed.Add(Math.Pow(Rise(demand, known - 1) - means[known - 1], 2));
            }

            Assert.That(forecast.Mean, Is.EqualTo(means[now]).Within(1e-8), $"step {now}");
            Assert.That(forecast.Variance, Is.EqualTo(missed.DefaultIfEmpty(0).Average()).Within(1e-6), $"step {now}");
        }
    }

    private static double[] Input(List<double> demand, int step)
    {
        int from = Math.Max(0, step + 1 - Day);
        return
        [
            1, demand[step] - demand[from..(step + 1)].Average(), Rise(demand, step - Day),
            Rise(demand, step - (7 * Day)),
        ];
    }

    private static double Rise(List<double> demand, int step) =>
        step < 0 ? 0 : demand[(step + 1)..(step + 1 + Horizon)].Max() - demand[step];

    private static double[] Solve(double[][] inputs, double[] rises)
    {
        if (inputs.Length == 0)
        {
            return new double[4];
        }

        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(inputs);
        return ((x.Transpose() * x) + Matrix<double>.Build.DenseIdentity(4))
            .Solve(x.Transpose() * Vector<double>.Build.Dense(rises)).ToArray();
    }
}
