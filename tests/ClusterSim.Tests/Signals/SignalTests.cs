using ClusterSim.Signals;

namespace ClusterSim.Tests.Signals;

/// <summary>The expectations are computed by hand in the comments.</summary>
public sealed class SignalTests
{
    private static readonly DateTimeOffset _start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Signal _hourly = new(
        "x", SignalKind.Average, "gCO2e/kWh", _start, TimeSpan.FromHours(1), [300, 200, 100, 100, 250, 400]);

    [TestCase(0, 300)]
    [TestCase(0.999, 300)]
    [TestCase(1, 200)]
    [TestCase(5.5, 400)]
    public void AValueHoldsUntilTheNextOne(double hours, double expected) =>
        Assert.That(_hourly.At(_start.AddHours(hours)), Is.EqualTo(expected));

    // 0.5 h x 300 + 1 h x 200 + 0.25 h x 100 = 375.
    [TestCase(0.5, 2.25, 375)]
    // A quarter of an hour inside one step: 0.25 x 200.
    [TestCase(1.25, 1.5, 50)]
    [TestCase(2, 2, 0)]
    // All of it: 1350.
    [TestCase(0, 6, 1350)]
    public void TheIntegralIsExactOverParts(double from, double to, double expected) => Assert.That(
        _hourly.Integral(_start.AddHours(from), _start.AddHours(to)), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void AnInstantOfAnotherZoneIsTheSameInstant()
    {
        DateTimeOffset local = new(2020, 1, 1, 3, 30, 0, TimeSpan.FromHours(2));
        Assert.That(_hourly.At(local), Is.EqualTo(200));
    }

    [Test]
    public void ASeriesOfTenDaysRepeatsItsWholeWeek()
    {
        // Value of day d is d: after day 9 comes day 3 again, which is the same weekday; before day 0 comes day 6.
        Signal days = new(
            "d", SignalKind.Price, "EUR/kWh", _start, TimeSpan.FromDays(1), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.That(
            new[] { 9, 10, 16, 17, -1, -7, -8 }.Select(day => days.At(_start.AddDays(day))),
            Is.EqualTo(new[] { 9, 3, 9, 3, 6, 0, 6 }));
        Assert.That(days.Covers(_start, _start.AddDays(10)), Is.True);
        Assert.That(days.Covers(_start, _start.AddDays(10).AddTicks(1)), Is.False);
    }

    [Test]
    public void TheIntegralAgreesWithASumOverMinutesWhereverItLies([Range(0, 39)] int seed)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, 24 * (1 + random.Next(12))).Select(_ => random.NextDouble() * 500)];
        Signal signal = new("r", SignalKind.Average, "", _start, TimeSpan.FromMinutes(30), [.. values]);
        int from = random.Next(-20_000, 20_000);
        int to = from + random.Next(0, 20_000);
        double sum = 0;
        for (int minute = from; minute < to; minute++)
        {
            sum += signal.At(_start.AddMinutes(minute)) / 60;
        }

        double integral = signal.Integral(_start.AddMinutes(from), _start.AddMinutes(to));
        Assert.That(integral, Is.EqualTo(sum).Within(1e-9 * Math.Max(1, sum)));
    }

    [Test]
    public void AConstantIsTheSameAlways()
    {
        Signal constant = Signal.Constant("world", SignalKind.Average, "gCO2e/kWh", 475);
        Assert.That(constant.At(_start.AddYears(100)), Is.EqualTo(475));
        Assert.That(constant.Integral(_start, _start.AddHours(10)), Is.EqualTo(4750).Within(1e-9));
        Assert.That(constant.Covers(_start.AddYears(-100), _start), Is.True);
    }

    [TestCase(double.NaN)]
    [TestCase(-1)]
    public void AnIntensityMustBeANumberOfZeroOrMore(double value) => Assert.That(
        () => Signal.Constant("x", SignalKind.Average, "", value),
        Throws.ArgumentException.With.Message.Contains("expected a number of 0 or more"));

    [Test]
    public void EmissionsCannotBeAccountedWithAMarginalSignal()
    {
        Signal marginal = Signal.Constant("m", SignalKind.Marginal, "gCO2e/kWh", 400);
        Assert.That(
            () => new RunSignals { Carbon = marginal },
            Throws.ArgumentException.With.Message.Contains("is of kind Marginal, expected Average"));
        Assert.That(new RunSignals { MarginalCarbon = marginal }.DecisionCarbon, Is.SameAs(marginal));
    }
}
