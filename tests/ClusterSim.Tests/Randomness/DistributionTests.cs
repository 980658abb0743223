using ClusterSim.Randomness;
using MathNet.Numerics.Distributions;
using IDistribution = ClusterSim.Randomness.IDistribution;

namespace ClusterSim.Tests.Randomness;

/// <summary>
/// Samples against the distribution functions of MathNet.Numerics (Kolmogorov-Smirnov), means and variances against its
/// closed forms, and fixed numbers so that a sampler cannot change unnoticed.
/// </summary>
public sealed class DistributionTests
{
    private const int Samples = 100_000;

    private static readonly TestCaseData[] _continuous =
    [
        Case("exponential", new ExponentialDistribution(20), new Exponential(0.05), 1.5065126602859662,
            3.0719032388038343, 78.20136290561832),
        Case("normal", new NormalDistribution(3, 2), new Normal(3, 2), 3.43846678662381, 3.4123724145942007,
            1.4210734835517682),
        Case("lognormal", new LogNormalDistribution(600, 1.5), new LogNormal(Math.Log(600), 1.5), 833.6217357239029,
            817.4657175404927, 183.59546324379423),
        Case("weibull", new WeibullDistribution(0.7, 50), new Weibull(0.7, 50), 1.243376232770686, 3.440742713657311,
            350.7095672783025),
        Case("pareto", new ParetoDistribution(2.5, 10), new Pareto(10, 2.5), 10.30588762701585, 10.63364634762473,
            47.78024889664229),
        Case("bounded pareto", new ParetoDistribution(1.1, 10, 1000), new TruncatedPareto(10, 1.1, 1000),
            10.703965675454972, 11.487566508515547, 273.8876570863839),
    ];

    /// <summary>The distance of the empirical distribution exceeds 1.95 / sqrt(n) with probability 0.001.</summary>
    [TestCaseSource(nameof(_continuous))]
    public void SamplesFollowTheDistributionFunction(IDistribution ours, IContinuousDistribution theirs, double[] _)
    {
        RandomStream stream = new(1, "ks");
        double[] sorted = [.. Enumerable.Range(0, Samples).Select(_ => ours.Sample(stream)).Order()];
        double distance = sorted
            .Select((x, i) => Math.Max(Math.Abs(theirs.CumulativeDistribution(x) - (i / (double)Samples)),
                Math.Abs(theirs.CumulativeDistribution(x) - ((i + 1) / (double)Samples))))
            .Max();
        Assert.That(distance, Is.LessThan(1.95 / Math.Sqrt(Samples)));
    }

    [TestCaseSource(nameof(_continuous))]
    public void MomentsAreTheClosedForms(IDistribution ours, IContinuousDistribution theirs, double[] _) =>
        Assert.Multiple(() =>
        {
            Assert.That(ours.Mean, Is.EqualTo(theirs.Mean).Within(1e-9).Percent);
            Assert.That(ours.Variance, Is.EqualTo(theirs.Variance).Within(1e-9).Percent);
        });

    /// <summary>From a separate implementation of the samplers in Python, stream (42, "golden").</summary>
    [TestCaseSource(nameof(_continuous))]
    public void SamplesNeverChange(IDistribution ours, IContinuousDistribution _, double[] golden)
    {
        RandomStream stream = new(42, "golden");
        Assert.That(golden.Select(__ => ours.Sample(stream)), Is.EqualTo(golden).Within(1e-12).Percent);
    }

    /// <summary>From a separate implementation of the alias method in Python, stream (42, "golden").</summary>
    [Test]
    public void ChoicesNeverChange()
    {
        RandomStream stream = new(42, "golden");
        CategoricalDistribution zipf = CategoricalDistribution.Zipf(4, 1);
        Assert.That(
            Enumerable.Range(0, 12).Select(_ => zipf.Sample(stream)),
            Is.EqualTo(new[] { 0, 3, 2, 0, 3, 0, 2, 2, 0, 2, 1, 1 }));
    }

    /// <summary>
    /// alpha = 1 on [1, e]: density 1 / (x^2 (1 - 1/e)), so that the mean is 1 / (1 - 1/e) = 1.5819767.
    /// </summary>
    [Test]
    public void BoundedParetoHasAMeanWhereThePowerIsALogarithm() =>
        Assert.That(new ParetoDistribution(1, 1, Math.E).Mean, Is.EqualTo(1.5819767068693265).Within(1e-12));

    [Test]
    public void HeavyParetoHasNoMean() =>
        Assert.That(new ParetoDistribution(1, 1).Mean, Is.EqualTo(double.PositiveInfinity));

    /// <summary>
    /// Weights 1, 2, 3, 0, 4 of 10: chi-square above 21.11 with probability 0.0001 (4 classes, 3 degrees of freedom).
    /// </summary>
    [Test]
    public void CategoricalDrawsByWeight()
    {
        CategoricalDistribution choice = new([1, 2, 3, 0, 4]);
        int[] counts = Counts(choice, 5);
        double[] expected = [10_000, 20_000, 30_000, 0, 40_000];
        double chiSquare = counts.Zip(expected).Where(p => p.Second > 0)
            .Sum(p => Math.Pow(p.First - p.Second, 2) / p.Second);
        Assert.That((counts[3], chiSquare < 21.11), Is.EqualTo((0, true)));
    }

    /// <summary>Shares 1 : 1/2 : 1/3 : 1/4 of 25/12, i.e. 0.48, 0.24, 0.16, 0.12.</summary>
    [Test]
    public void ZipfIsInverseToTheRank()
    {
        int[] counts = Counts(CategoricalDistribution.Zipf(4, 1), 4);
        double[] expected = [48_000, 24_000, 16_000, 12_000];
        Assert.That(counts.Zip(expected).Sum(p => Math.Pow(p.First - p.Second, 2) / p.Second), Is.LessThan(21.11));
    }

    [Test]
    public void MassOfAHundredThousandOutcomesIsSetUpExactly()
    {
        CategoricalDistribution choice = CategoricalDistribution.Zipf(100_000, 1.2);
        RandomStream stream = new(1, "many");
        Assert.That(Enumerable.Range(0, 1000).Select(_ => choice.Sample(stream)), Is.All.InRange(0, 99_999));
    }

    [Test]
    public void ParametersOutsideTheirRangeAreRefused() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => new ExponentialDistribution(0), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new NormalDistribution(0, -1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new LogNormalDistribution(double.NaN, 1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new WeibullDistribution(1, double.PositiveInfinity),
                Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new ParetoDistribution(1, 5, 5), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new CategoricalDistribution([]), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new CategoricalDistribution([0, 0]), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new CategoricalDistribution([1, -1]), Throws.InstanceOf<ArgumentException>());
        });

    private static int[] Counts(CategoricalDistribution choice, int classes)
    {
        RandomStream stream = new(5, "categories");
        int[] counts = new int[classes];
        for (int i = 0; i < Samples; i++)
        {
            counts[choice.Sample(stream)]++;
        }

        return counts;
    }

    private static TestCaseData Case(string name, IDistribution ours, IContinuousDistribution theirs,
        params double[] golden) =>
        new TestCaseData(ours, theirs, golden).SetArgDisplayNames(name);
}
