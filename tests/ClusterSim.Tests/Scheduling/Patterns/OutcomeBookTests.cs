using ClusterSim.Scheduling.Patterns;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>Three outcomes by hand: promised 10, 20, 30; obtained 8, 10, 30.</summary>
public sealed class OutcomeBookTests
{
    private readonly OutcomeBook _book = new();

    public OutcomeBookTests()
    {
        _book.Add(10, 8);
        _book.Add(20, 10);
        _book.Add(30, 30);
    }

    // R = 48 / 60; residuals 0, -6, 6; standard error sqrt(72 / 6) / 20 = 0.1732; t(0.975, 2) = 4.302653 (tables).
    [Test]
    public void TheRatioHasTheIntervalOfTheRatioEstimator()
    {
        ConfidenceInterval ratio = _book.Ratio!.Value;
        Assert.That(ratio.Estimate, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(ratio.High - 0.8, Is.EqualTo(4.302653 * 0.173205).Within(1e-5));
        Assert.That(0.8 - ratio.Low, Is.EqualTo(4.302653 * 0.173205).Within(1e-5));
    }

    // Deviations from the mean 16: -8, -6, 14; variance 148; of the sum of three: 444.
    [Test]
    public void TheSumHasTheIntervalOfStudentsT() =>
        Assert.That(_book.Obtained!.Value.High - 48, Is.EqualTo(4.302653 * Math.Sqrt(444)).Within(1e-4));

    // Z = 3 / (3 + 5): 0.375 x 0.8 + 0.625.
    [Test]
    public void APromiseIsWorthWhatEarlierOnesBroughtShrunkTowardsOne() =>
        Assert.That(_book.Calibration, Is.EqualTo(0.925).Within(1e-12));

    [Test]
    public void OneOutcomeHasNoInterval()
    {
        OutcomeBook book = new();
        book.Add(10, 20);
        Assert.That((book.Ratio, book.Obtained), Is.EqualTo(((ConfidenceInterval?)null, (ConfidenceInterval?)null)));
    }

    // Both rules obtained what they promised: no spread, no width.
    [Test]
    public void KeptPromisesHaveARatioOfOneForSure()
    {
        OutcomeBook book = new();
        book.Add(10, 10);
        book.Add(35, 35);
        Assert.That(book.Ratio, Is.EqualTo(new ConfidenceInterval(1, 1, 1)));
        Assert.That(book.Calibration, Is.EqualTo(1).Within(1e-12));
    }
}
