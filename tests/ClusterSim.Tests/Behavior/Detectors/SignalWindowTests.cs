using ClusterSim.Behavior.Detectors;
using ClusterSim.Time;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Features of windows; expected values are worked out by hand.</summary>
public sealed class SignalWindowTests
{
    // 5-minute panes. [0,5): 80 for 2 min, 0 for 3 min: mean 32, idle 3/5. [5,10): 0 for 1, 50 for 4: 40, idle 1/5.
    [Test]
    public void MeansAreWeightedByTime()
    {
        SignalWindow window = new(TimeSpan.FromMinutes(5), panes: 3);
        window.Observe(At(0), 80);
        window.Observe(At(2), 0);
        Assert.That(window.Close(At(5)), Is.EqualTo(32).Within(1e-9));
        window.Observe(At(6), 50);
        Assert.That(window.Close(At(10)), Is.EqualTo(40).Within(1e-9));
        Assert.That((window.Count, window.Mean), Is.EqualTo((2, 36)).Within(1e-9));
        Assert.That(window.IdleShare, Is.EqualTo(0.4).Within(1e-9));
        Assert.That(window.Quantile(1), Is.EqualTo(40).Within(1e-9));
        // 8 more in 5 minutes: 96 an hour.
        Assert.That(window.SlopePerHour, Is.EqualTo(96).Within(1e-9));
    }

    // Known for 2 of 5 minutes is too little, for 3 enough: the mean is that of the known part.
    [Test]
    public void APaneNeedsHalfItsTime()
    {
        SignalWindow window = new(TimeSpan.FromMinutes(5), panes: 3);
        window.Observe(At(0), 10);
        window.Pause(At(2));
        Assert.That(window.Close(At(5)), Is.NaN);
        window.Observe(At(7), 20);
        Assert.That(window.Close(At(10)), Is.EqualTo(20).Within(1e-9));
        Assert.That((window.Count, window.IsKnown), Is.EqualTo((1, true)));
    }

    // Of 1, 2, 3, 4 in four panes the newest three are kept: mean 3, slope 1 a pane = 12 an hour.
    [Test]
    public void OldPanesAreForgotten()
    {
        SignalWindow window = new(TimeSpan.FromMinutes(5), panes: 3, idleBelow: 2.5);
        for (int i = 0; i < 4; i++)
        {
            window.Observe(At(5 * i), i + 1);
            window.Close(At(5 * (i + 1)));
        }

        Assert.That((window.Count, window.Mean, window.Pane(0), window.Pane(2)), Is.EqualTo((3, 3, 2, 4)));
        Assert.That((window.SlopePerHour, window.IdleShare), Is.EqualTo((12, 1 / 3.0)).Within(1e-9));
        window.Clear();
        Assert.That((window.Count, window.Mean, window.SlopePerHour), Is.EqualTo((0, double.NaN, double.NaN)));
        Assert.That(() => window.Pane(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SignalWindow(TimeSpan.Zero, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static SimTime At(double minute) => SimTime.FromSeconds(minute * 60);
}
