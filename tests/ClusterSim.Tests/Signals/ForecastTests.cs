using ClusterSim.Signals;

namespace ClusterSim.Tests.Signals;

public sealed class ForecastTests
{
    private const int Hours = 24 * 21;
    private static readonly DateTimeOffset _start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ForecastKind[] _honest =
        [ForecastKind.Persistence, ForecastKind.LastDay, ForecastKind.LastWeek];

    [Test]
    public void OnlyAnOracleKnowsTheFuture([ValueSource(nameof(_honest))] ForecastKind kind)
    {
        double[] one = Random(1), other = Random(2);
        for (int present = 0; present < Hours - 1; present += 11)
        {
            // The two series agree up to the present step and nowhere after it.
            double[] altered = [.. one[..(present + 1)], .. other[(present + 1)..]];
            (Forecast known, Forecast changed) = (Of(one, kind), Of(altered, kind));
            for (int step = present - 5; step < present + 400; step++)
            {
                if (step >= 0)
                {
                    Assert.That(changed.Of(present, step), Is.EqualTo(known.Of(present, step)), $"{present} {step}");
                }
            }
        }
    }

    [Test]
    public void TheOracleKnowsTheFuture()
    {
        double[] values = Random(1);
        Assert.That(Of(values, ForecastKind.Perfect).Of(10, 200), Is.EqualTo(values[200]));
    }

    [Test]
    public void TheLastDayIsTheLatestOneThatIsKnown()
    {
        double[] values = Random(3);
        Forecast forecast = Of(values, ForecastKind.LastDay);
        // At hour 50: hour 60 is told by hour 36; hour 74 by hour 50 itself, hour 75 by hour 27.
        Assert.That(forecast.Of(50, 60), Is.EqualTo(values[36]));
        Assert.That(forecast.Of(50, 74), Is.EqualTo(values[50]));
        Assert.That(forecast.Of(50, 75), Is.EqualTo(values[27]));
    }

    [Test]
    public void TheLastWeekIsUsedOnceThereIsOne()
    {
        double[] values = Random(4);
        Forecast forecast = Of(values, ForecastKind.LastWeek);
        Assert.That(forecast.Of(200, 210), Is.EqualTo(values[210 - 168]));
        Assert.That(forecast.Of(50, 60), Is.EqualTo(values[36]), "no week is known: the day before");
        Assert.That(forecast.Of(5, 7), Is.EqualTo(values[5]), "no day is known: the present");
    }

    [Test]
    public void TheErrorHasTheStatedSizeAndComesFromTheSeed()
    {
        double[] values = [.. Enumerable.Repeat(200.0, 20_000)];
        Forecast forecast = Of(values, ForecastKind.Noisy, 0.1, seed: 7);
        double[] errors = [.. Enumerable.Range(1, values.Length - 1).Select(step => forecast.Of(0, step) - 200)];
        // N(0, 20): of 20,000 draws the mean is within 4 x 20 / sqrt(20,000) = 0.57, the deviation within 0.4.
        Assert.That(errors.Average(), Is.EqualTo(0).Within(0.57));
        Assert.That(Math.Sqrt(errors.Average(error => error * error)), Is.EqualTo(20).Within(0.4));
        Assert.That(forecast.Of(0, 0), Is.EqualTo(200), "the present is known");
        Assert.That(Of(values, ForecastKind.Noisy, 0.1, seed: 7).Of(0, 9), Is.EqualTo(forecast.Of(0, 9)));
        Assert.That(Of(values, ForecastKind.Noisy, 0.1, seed: 8).Of(0, 9), Is.Not.EqualTo(forecast.Of(0, 9)));
    }

    private static Forecast Of(double[] values, ForecastKind kind, double error = 0.05, long seed = 1) => new(
        new Signal("x", SignalKind.Average, "", _start, TimeSpan.FromHours(1), [.. values]),
        new ForecastOptions { Kind = kind, Error = error }, seed);

    private static double[] Random(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Hours).Select(_ => random.NextDouble() * 500)];
    }
}
