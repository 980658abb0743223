using ClusterSim.Randomness;

namespace ClusterSim.Tests.Randomness;

public sealed class PoissonProcessTests
{
    /// <summary>
    /// Rate 2 for 50,000 s: 100,000 points expected, standard deviation 316; four of them are allowed.
    /// </summary>
    [Test]
    public void ConstantRateGivesAsManyPointsAsItSays()
    {
        PoissonProcess process = new(2);
        Assert.That(Points(process, 50_000).Count(), Is.EqualTo(100_000).Within(1265));
    }

    /// <summary>
    /// Rate 1 + cos(t) over 1,000 periods: each quarter of a period holds 1,000 times the integral over it, which is
    /// pi/2 + 1 in the first and last and pi/2 - 1 in the two between. Four standard deviations are allowed.
    /// </summary>
    [Test]
    public void ThinningFollowsTheRate()
    {
        PoissonProcess process = new(t => 1 + Math.Cos(t), 2);
        int[] quarters = new int[4];
        foreach (double t in Points(process, 2000 * Math.PI))
        {
            quarters[(int)(t % (2 * Math.PI) / (Math.PI / 2))]++;
        }

        double high = 1000 * ((Math.PI / 2) + 1), low = 1000 * ((Math.PI / 2) - 1);
        Assert.Multiple(() =>
        {
            Assert.That(quarters[0], Is.EqualTo(high).Within(4 * Math.Sqrt(high)));
            Assert.That(quarters[1], Is.EqualTo(low).Within(4 * Math.Sqrt(low)));
            Assert.That(quarters[2], Is.EqualTo(low).Within(4 * Math.Sqrt(low)));
            Assert.That(quarters[3], Is.EqualTo(high).Within(4 * Math.Sqrt(high)));
        });
    }

    /// <summary>From a separate implementation of thinning in Python, stream (42, "golden").</summary>
    [Test]
    public void PointsNeverChange()
    {
        PoissonProcess process = new(t => 1 + Math.Cos(t), 2);
        RandomStream stream = new(42, "golden");
        double t = 0;
        double[] points = [.. Enumerable.Range(0, 3).Select(_ => t = process.Next(t, stream))];
        Assert.That(points,
            Is.EqualTo(new[] { 0.03766281650714916, 2.4579864227837174, 4.84980619817385 }).Within(1e-12).Percent);
    }

    [Test]
    public void RateAboveItsMaximumIsNoticed() =>
        Assert.That(
            () => Points(new PoissonProcess(_ => 3, 2), 10).Count(),
            Throws.InvalidOperationException.With.Message.Contains("expected 0 to 2"));

    private static IEnumerable<double> Points(PoissonProcess process, double end)
    {
        RandomStream stream = new(9, "points");
        for (double t = process.Next(0, stream); t < end; t = process.Next(t, stream))
        {
            yield return t;
        }
    }
}
