using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>The paired test of ratios against scipy.</summary>
public sealed class NonInferiorityTests
{
    private static readonly double[] s_baseline = [12.0, 30.5, 8.2, 44.1, 19.9, 25.0];
    private static readonly double[] s_candidate = [11.5, 31.0, 7.7, 45.9, 18.0, 24.1];

    // scipy 1.10.1: ttest_1samp(log(candidate / baseline), log(1.05), alternative="less") and its two-sided interval;
    // the last lines of tests/ClusterSim.Learning.Tests/Data/search_answers.py.
    [Test]
    public void RatioIntervalAndProbabilityAreScipys()
    {
        NonInferiorityResult result = NonInferiority.OfRatios(s_baseline, s_candidate, margin: 0.05);
        Assert.Multiple(() =>
        {
            Assert.That(result.Ratio.Estimate, Is.EqualTo(0.9694401002018067).Within(1e-12));
            Assert.That(result.Ratio.Low, Is.EqualTo(0.9184226476264823).Within(1e-9));
            Assert.That(result.Ratio.High, Is.EqualTo(1.0232915208570796).Within(1e-9));
            Assert.That(result.PValue, Is.EqualTo(0.006341861865345516).Within(1e-9));
            Assert.That(result.IsNonInferior, Is.True);
            Assert.That(result.IsSuperior || result.IsInferior, Is.False);
        });
    }

    // Exchanged, the ratio is 1.03 with an interval from 0.977 to 1.089: beyond 1.05, so nothing is shown.
    [Test]
    public void TheOtherWayRoundNothingIsShown()
    {
        NonInferiorityResult result = NonInferiority.OfRatios(s_candidate, s_baseline, margin: 0.05);
        Assert.That(result.IsNonInferior || result.IsSuperior || result.IsInferior, Is.False);
    }

    // Every candidate is twice its baseline: no doubt, and inferior.
    [Test]
    public void TwiceAsMuchEachTimeIsInferior()
    {
        NonInferiorityResult result = NonInferiority.OfRatios([1, 2, 3], [2, 4, 6], margin: 0.5);
        Assert.Multiple(() =>
        {
            Assert.That(result.IsInferior, Is.True);
            Assert.That(result.IsNonInferior, Is.False);
            Assert.That(result.PValue, Is.EqualTo(1));
        });
    }

    [Test]
    public void ValuesMustBePositivePairs() => Assert.Multiple(() =>
    {
        Assert.That(() => NonInferiority.OfRatios([1, 2], [1], 0), Throws.ArgumentException);
        Assert.That(() => NonInferiority.OfRatios([1, 0], [1, 1], 0), Throws.ArgumentException);
    });
}
