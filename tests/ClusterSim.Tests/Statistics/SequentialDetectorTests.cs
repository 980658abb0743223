using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Page-Hinkley and ADWIN on the streams of river's tests; the alarms are those that river
/// publishes.</summary>
public sealed class SequentialDetectorTests
{
    [Test]
    public void PageHinkleyAlarmsWhereRiverDoes()
    {
        Assert.That(
            Alarms.Of(new PageHinkley(), ChangesOracle.Stream("integers")), Is.EqualTo(new[] { 1020, 1991 }));
        Assert.That(Alarms.Of(new PageHinkley(), ChangesOracle.Stream("docstring")), Is.EqualTo(new[] { 1006 }));
    }

    // The mirror image of a rise is a fall, value by value.
    [Test]
    public void FallsAreMirroredRises()
    {
        double[] mirrored = [.. ChangesOracle.Stream("integers").Select(value => -value)];
        Assert.That(
            Alarms.Of(new PageHinkley(direction: ChangeDirection.Down), mirrored), Is.EqualTo(new[] { 1020, 1991 }));
        Assert.That(
            Alarms.Of(new AdaptiveWindow(direction: ChangeDirection.Down), mirrored), Is.EqualTo(new[] { 1023 }));
        Assert.That(Alarms.Of(new AdaptiveWindow(direction: ChangeDirection.Up), mirrored), Is.Empty);
    }

    // river/drift/test_adwin_regression.py and the documented example, clock 32.
    [TestCase("integers", new[] { 1023 })]
    [TestCase("docstring", new[] { 1023 })]
    [TestCase("four", new[] { 1023, 2015, 3007 })]
    public void AdaptiveWindowAlarmsWhereRiverDoes(string stream, int[] expected)
    {
        Assert.That(Alarms.Of(new AdaptiveWindow(), ChangesOracle.Stream(stream)), Is.EqualTo(expected));
    }

    // The sums are exact whatever the buckets: 200 values i mod 7, by the definition of mean and squared distances.
    [Test]
    public void TheWindowKnowsItsSumsExactly()
    {
        AdaptiveWindow window = new(clock: 1_000_000);
        double[] values = [.. Enumerable.Range(0, 200).Select(i => (double)(i % 7))];
        foreach (double value in values)
        {
            window.Observe(value);
        }

        double mean = values.Average();
        Assert.That((window.Width, window.Total), Is.EqualTo((200L, values.Sum())));
        Assert.That(window.SquaredDistances, Is.EqualTo(values.Sum(v => (v - mean) * (v - mean))).Within(1e-9));
    }

    // What remains after a change is about the new level alone: 1,000 zeros, 1,000 tens.
    [Test]
    public void AChangeThrowsTheOldLevelOut()
    {
        AdaptiveWindow window = new();
        int alarms = Enumerable.Range(0, 2000).Count(i => window.Observe(i < 1000 ? 0 : 10));
        Assert.That(alarms, Is.Positive);
        Assert.That((window.Mean, window.Width), Is.EqualTo((10, 1000)).Within(0.0));
    }

    [Test]
    public void AConstantStreamNeverAlarms()
    {
        double[] constant = [.. Enumerable.Repeat(1.0, 5000)];
        Assert.That(Alarms.Of(new AdaptiveWindow(), constant), Is.Empty);
        Assert.That(Alarms.Of(new PageHinkley(), constant), Is.Empty);
        Assert.That(Alarms.Of(new CalibratedCusum(), constant), Is.Empty);
    }

    [Test]
    public void NoDetectorAllocatesPerValue()
    {
        IChangeDetector[] detectors =
        [
            new PageHinkley(), new AdaptiveWindow(), new CalibratedCusum(), new TabularCusum(0, 1, 5),
            new EwmaChart(0, 1),
        ];
        double[] stream = ChangesOracle.Stream("integers");
        Run(detectors, stream);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(detectors, stream);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2000), "rows of the window only");
    }

    private static void Run(IChangeDetector[] detectors, double[] stream)
    {
        foreach (IChangeDetector detector in detectors)
        {
            foreach (double value in stream)
            {
                detector.Observe(value);
            }
        }
    }
}
