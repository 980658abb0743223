using System.Globalization;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Workloads.Training;

/// <summary>
/// Fits to measured step times of Pollux's artefact, against the minimum that SciPy 1.10's L-BFGS-B finds for the same
/// objective from the same start. The minimum is what counts: it is flat in some parameters.
/// </summary>
[TestFixture]
internal sealed class PerformanceFitTests
{
    [TestCase("cifar10", "1", 0.066487)]
    [TestCase("cifar10", "1,2", 0.137471)]
    [TestCase("cifar10", "1,2,4", 0.135067)]
    [TestCase("cifar10", "1,2,4,44", 0.126878)]
    [TestCase("cifar10", "1,12,23,44,444", 0.159574)]
    [TestCase("imagenet", "1", 0.087532)]
    [TestCase("imagenet", "4", 0.034428)]
    [TestCase("imagenet", "1,4,44", 0.079057)]
    [TestCase("imagenet", "2,22,222", 0.082811)]
    [TestCase("imagenet", "1,2,3,4,44,444,4444", 0.115450)]
    [TestCase("bert", "1,2,4,24,44,444", 0.171490)]
    public void TheFitIsAtLeastAsGoodAsThatOfSciPy(string application, string placements, double minimum)
    {
        StepTimeSample[] samples = [.. Samples(application, placements.Split(','))];
        PerformanceParameters fitted = PerformanceFit.Of(samples);
        ReadOnlySpan<double> x =
        [
            fitted.ComputeBase, fitted.ComputePerExample, fitted.AcrossBase, fitted.AcrossPerGpu,
            fitted.WithinBase, fitted.WithinPerGpu, fitted.Overlap,
        ];
        double value = new PerformanceObjective(samples).At(x, new double[PerformanceObjective.Parameters]);
        // Without several nodes the last step raises the parameters across nodes, and so their ratio to each other.
        double raised = samples.All(sample => sample.Nodes == 1)
            ? 0.01 * (1 - Math.Pow(fitted.AcrossPerGpu / fitted.AcrossBase, 2))
            : 0;
        Assert.That(value + raised, Is.LessThan(minimum + 5e-4));
    }

    [Test]
    public void TheGradientIsThatOfTheObjective()
    {
        PerformanceObjective objective = new([.. Samples("cifar10", ["1", "2", "3", "44"])]);
        double[] x = [0.03, 0.001, 0.1, 0.004, 0.02, 0.003, 1.7];
        double[] gradient = new double[x.Length], unused = new double[x.Length];
        objective.At(x, gradient);
        for (int k = 0; k < x.Length; k++)
        {
            double step = 1e-6 * x[k];
            double[] above = [.. x], below = [.. x];
            above[k] += step;
            below[k] -= step;
            double slope = (objective.At(above, unused) - objective.At(below, unused)) / (2 * step);
            Assert.That(gradient[k], Is.EqualTo(slope).Within(1e-5 * Math.Max(1, Math.Abs(slope))), $"parameter {k}");
        }
    }

    private static IEnumerable<StepTimeSample> Samples(string application, string[] placements)
    {
        string file = SharedData.Path($"pollux/sched/traces/{application}/placements.csv");
        foreach (string placement in placements)
        {
            int row = 0;
            foreach (string[] fields in File.ReadLines(file).Select(line => line.Split(',')))
            {
                if (fields[0] == placement && row++ % 2 == 0)
                {
                    double[] numbers = [.. fields[1..].Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
                    yield return new StepTimeSample(
                        placement.Length, placement.Sum(digit => digit - '0'), (int)numbers[0],
                        new StepTime(numbers[1], numbers[2]));
                }
            }
        }
    }
}
