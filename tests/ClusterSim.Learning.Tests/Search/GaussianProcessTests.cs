using ClusterSim.Learning.Search;

namespace ClusterSim.Learning.Tests.Search;

/// <summary>The search's parts against scikit-learn and scipy: Data/search_answers.py has the commands.</summary>
public sealed class GaussianProcessTests
{
    [Test]
    public void TheHaltonSequenceIsScipys()
    {
        double[][] expected = Numbers("halton");
        Assert.That(
            Enumerable.Range(0, expected.Length).Select(i => Halton.Point(i, 4)),
            Is.EqualTo(expected).Using<double[]>((a, b) => a.Zip(b).All(p => Math.Abs(p.First - p.Second) < 1e-15)));
    }

    [Test]
    public void ThePosteriorIsThatOfScikitLearn()
    {
        double[][] known = Numbers("process-points");
        double[][] points = [.. known.Select(row => row[..3])];
        double[] values = [.. known.Select(row => row[3])];
        Assert.Multiple(() =>
        {
            foreach (double[] row in Numbers("process-answers"))
            {
                GaussianProcess process = new(
                    points, values, new ProcessParameters(row[0], row[1] - (1e-10 * row[0]), [.. row[2..5]]));
                (double mean, double deviation) = process.At(row[5..8]);
                Assert.That(mean, Is.EqualTo(row[8]).Within(1e-9));
                Assert.That(deviation, Is.EqualTo(row[9]).Within(1e-9));
                Assert.That(process.LogMarginalLikelihood, Is.EqualTo(row[10]).Within(1e-9));
            }
        });
    }

    // scikit-learn climbs by gradient from 21 starts within the same bounds.
    [Test]
    public void TheParametersAreAsLikelyAsThoseThatScikitLearnFinds()
    {
        double[][] known = Numbers("process-points");
        double[][] points = [.. known.Select(row => row[..3])];
        double[] values = [.. known.Select(row => row[3])];
        GaussianProcess fitted = new(points, values, ProcessFit.Find(points, values));
        Assert.That(
            fitted.LogMarginalLikelihood, Is.EqualTo(Numbers("process-fit")[0][0]).Within(0.1));
    }

    [Test]
    public void TheExpectedImprovementIsScipys()
    {
        foreach (double[] row in Numbers("improvement"))
        {
            Assert.That(
                ExpectedImprovement.Of(row[0], row[1], row[2]), Is.EqualTo(row[3]).Within(1e-12));
        }
    }

    [Test]
    public void WithoutDoubtTheImprovementIsTheDifference() => Assert.Multiple(() =>
    {
        Assert.That(ExpectedImprovement.Of(1, 0, 3), Is.EqualTo(2));
        Assert.That(ExpectedImprovement.Of(4, 0, 3), Is.Zero);
    });

    private static double[][] Numbers(string name) =>
        [.. Oracle.Read(name).Rows.Select(row => row.Select(Oracle.Number).ToArray())];
}
