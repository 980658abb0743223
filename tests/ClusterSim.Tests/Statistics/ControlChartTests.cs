using ClusterSim.Statistics;

namespace ClusterSim.Tests.Statistics;

/// <summary>Charts against the worked examples of handbooks.</summary>
public sealed class ControlChartTests
{
    // NIST/SEMATECH e-Handbook, 6.3.2.3: target 325, k = 0.3175, h = 4.1959; the upper sums from group 13 on, the first
    // of which above h is that of group 14.
    [Test]
    public void TabularCusumOfTheNistHandbook()
    {
        double[] groups =
        [
            324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
            324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350,
        ];
        double[] published = [3.01, 4.94, 7.45, 10.63, 11.99, 14.44, 16.00, 19.04];
        TabularCusum chart = new(325, 0.3175, 4.1959);
        bool[] alarms = [.. groups.Select(chart.Observe)];
        Assert.That(Array.IndexOf(alarms, true), Is.EqualTo(13));
        Assert.That(alarms[14..], Is.All.True);
        TabularCusum again = new(325, 0.3175, 4.1959);
        double[] sums = [.. groups.Select(value => (again.Observe(value), again.Upper).Upper)];
        Assert.That(sums[12..], Is.EqualTo(published).Within(0.00501));
    }

    // Montgomery and Runger, Applied Statistics and Probability for Engineers, table 16-8: target 99, K = 1, H = 10.
    [Test]
    public void TabularCusumOfTheChemicalProcess()
    {
        double[] x =
        [
            102.0, 94.8, 98.3, 98.4, 102.0, 98.5, 99.0, 97.7, 100.0, 98.1,
            101.3, 98.7, 101.1, 98.4, 97.0, 96.7, 100.3, 101.4, 97.2, 101.0,
        ];
        double[] upper = [2, 0, 0, 0, 2, 0.5, 0, 0, 0, 0, 1.3, 0, 1.1, 0, 0, 0, 0.3, 1.7, 0, 1];
        double[] lower = [0, 3.2, 2.9, 2.5, 0, 0, 0, 0.3, 0, 0, 0, 0, 0, 0, 1, 2.3, 0, 0, 0.8, 0];
        TabularCusum chart = new(99, 1, 10);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.That(chart.Observe(x[i]), Is.False);
            Assert.That(chart.Upper, Is.EqualTo(upper[i]).Within(1e-9), $"upper {i + 1}");
            Assert.That(chart.Lower, Is.EqualTo(lower[i]).Within(1e-9), $"lower {i + 1}");
        }
    }

    // NIST/SEMATECH e-Handbook, 6.3.2.4: target 50, s = 2.0539, weight 0.3, limits 47.4115 and 52.5884.
    [Test]
    public void MovingAverageOfTheNistHandbook()
    {
        double[] x =
        [
            52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5,
            49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
        ];
        double[] published =
        [
            50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
            50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99,
        ];
        EwmaChart chart = new(50, 2.0539);
        Assert.That(50 + chart.Limit, Is.EqualTo(52.5884).Within(0.0001));
        for (int i = 0; i < x.Length; i++)
        {
            Assert.That(chart.Observe(x[i]), Is.False);
            Assert.That(chart.Average, Is.EqualTo(published[i]).Within(0.00501), $"{i + 1}");
        }

        // 0.3 x 56 + 0.7 x 51.99 = 53.19 is beyond the limit; of the falls it says nothing.
        Assert.That(chart.Observe(56));
        EwmaChart falls = new(50, 2.0539, direction: ChangeDirection.Down);
        Assert.That(falls.Observe(90), Is.False);
    }

    // river's documented example of CUSUM: 200 values about 0, 200 about 3 deviations: alarms at 201 and 251.
    [Test]
    public void CalibratedCusumOfTheDocumentedExample()
    {
        Assert.That(Alarms.Of(new CalibratedCusum(), ChangesOracle.Stream("normal")), Is.EqualTo(new[] { 201, 251 }));
    }

    // Calibrated on 30 equal values any step would be an alarm; with a least deviation of 1 it takes a sum above 5: 1 -
    // 0.5 a value, so the eleventh.
    [Test]
    public void AConstantStartNeedsALeastDeviation()
    {
        double[] x = [.. Enumerable.Repeat(50.0, 40), .. Enumerable.Repeat(49.0, 40)];
        Assert.That(Alarms.Of(new CalibratedCusum(), x)[0], Is.EqualTo(40));
        Assert.That(Alarms.Of(new CalibratedCusum(leastDeviation: 1), x)[0], Is.EqualTo(50));
        Assert.That(
            Alarms.Of(new CalibratedCusum(leastDeviation: 1, direction: ChangeDirection.Up), x), Is.Empty);
    }
}
