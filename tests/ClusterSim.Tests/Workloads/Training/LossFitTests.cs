using System.Text.Json;
using ClusterSim.Statistics;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Workloads.Training;

/// <summary>
/// Against SciPy's curve_fit and nnls (<c>loss-fits.py</c> beside this file wrote the problems and their answers).
/// </summary>
[TestFixture]
internal sealed class LossFitTests
{
    private static readonly JsonElement s_file = JsonDocument.Parse(File.ReadAllText(
        Repository.Path("tests/ClusterSim.Tests/Workloads/Training/loss-fits.json"))).RootElement;

    [Test]
    public void TheFitIsAsGoodAsThatOfCurveFit([Range(0, 7)] int index)
    {
        JsonElement fit = s_file.GetProperty("fits")[index];
        double[] losses = [.. fit.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
        LossCurve curve = LossFit.Of(losses);
        double squares = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            double weight = Math.Pow(4, (int)(i / Math.Ceiling(losses.Length / 3.0)));
            squares += Math.Pow((curve.At(i + 1) - losses[i]) * weight, 2);
        }

        // 1e-3 is an error of 0.0005 in each of the last twenty of 60 losses, which count most.
        Assert.That(squares, Is.LessThan((fit.GetProperty("squares").GetDouble() * 1.02) + 1e-3));
    }

    [Test]
    public void NonNegativeLeastSquaresAreThoseOfNnls([Range(0, 19)] int index)
    {
        JsonElement problem = s_file.GetProperty("nonnegative")[index];
        double[] targets = [.. problem.GetProperty("targets").EnumerateArray().Select(target => target.GetDouble())];
        double[][] rows = [.. problem.GetProperty("rows").EnumerateArray().Select(row =>
            row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        double[] coefficients = new double[rows[0].Length];
        double squares = NonNegativeLeastSquares.Solve([.. rows.SelectMany(row => row)], targets, [], coefficients);
        Assert.That(squares, Is.EqualTo(problem.GetProperty("squares").GetDouble()).Within(1e-9));
        Assert.That(coefficients, Has.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void ObservedLossesScatterAroundTheCurveAndStayWhatTheyAre()
    {
        LossCurve curve = new(0.5, 1, 0.1, Noise: 0.01, Seed: 7);
        double[] errors = [.. Enumerable.Range(1, 1000).Select(epoch => (curve.Observed(epoch) / curve.At(epoch)) - 1)];
        Assert.Multiple(() =>
        {
            // Standard deviation of the mean of 1,000 errors of 1 %: 0.03 %; of their deviation: 0.02 %.
            Assert.That(errors.Average(), Is.EqualTo(0).Within(0.0012));
            Assert.That(Math.Sqrt(errors.Average(error => error * error)), Is.EqualTo(0.01).Within(0.0009));
            Assert.That((curve with { }).Observed(5), Is.EqualTo(curve.Observed(5)));
        });
    }
}
