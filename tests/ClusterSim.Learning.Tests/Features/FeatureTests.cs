using ClusterSim.Events;
using ClusterSim.Learning.Features;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Learning.Tests.Features;

/// <summary>Features by hand, and scaling as scikit-learn's.</summary>
public sealed class FeatureTests
{
    [Test]
    public void RobustScalingIsThatOfScikitLearn()
    {
        FeatureTable table = Oracle.Features("robust-scaling", 3);
        FeatureTable scaled = RobustScaling.Of(table).Apply(table);
        string[][] rows = Oracle.Read("robust-scaling").Rows;
        for (int row = 0; row < rows.Length; row++)
        {
            Assert.That(scaled.Row(row).ToArray(), Is.EqualTo(rows[row][3..].Select(Oracle.Number)).Within(1e-12));
        }
    }

    // Eight samples 0 100 0 100 ...: mean 50, deviation 50 x sqrt(8 / 7), half idle, every step 100, all variance at a
    // period of two samples, a quarter of the window.
    [Test]
    public void AnAlternatingSignalHasTheSignatureWorkedOutByHand()
    {
        double[] found = UtilizationSignature.Of([0, 100, 0, 100, 0, 100, 0, 100], [3, 5]);
        var named = UtilizationSignature.Names.Zip(found).ToDictionary(p => p.First, p => p.Second);
        Assert.Multiple(() =>
        {
            Assert.That(named["mean"], Is.EqualTo(50));
            Assert.That(named["std"], Is.EqualTo(50 * Math.Sqrt(8.0 / 7)).Within(1e-9));
            Assert.That(named["idle_share"], Is.EqualTo(0.5));
            Assert.That(named["change"], Is.EqualTo(100));
            Assert.That(named["peak_share"], Is.EqualTo(1).Within(1e-9));
            Assert.That(named["peak_period"], Is.EqualTo(0.25));
            Assert.That((named["memory_mean"], named["memory_max"]), Is.EqualTo((4.0, 5.0)));
        });
    }

    [Test]
    public void AConstantSignalHasNoPeriod()
    {
        double[] found = UtilizationSignature.Of([.1, .1, .1, .1, .1, .1, .1]);
        Assert.That(found[UtilizationSignature.Names.IndexOf("peak_share")], Is.Zero);
    }

    // By hand: submitted at 0, starts at 1 h on 2 GPUs, 80 % for 1 h, 0 % for 1 h, fails: waited 1, ran 2 of the 4
    // hours that it asked for, mean 40 %, half idle.
    [Test]
    public void AJobsBehaviourIsReadFromItsEvents()
    {
        Workload workload = new([new Job
        {
            Id = "a",
            SubmitTime = SimTime.Zero,
            Request = new JobRequest { User = "u", Walltime = TimeSpan.FromHours(4) },
            Profile = new JobProfile(),
        }]);
        BehaviorFeatures features = new(workload);
        features.Observe(new(SimTime.Zero, EventKind.JobSubmitted, 0));
        features.Observe(new(Hours(1), EventKind.JobStarted, 0, 0, 2));
        features.Observe(new(Hours(1), EventKind.UtilizationChanged, 0, 0, 2, 800));
        features.Observe(new(Hours(2), EventKind.UtilizationChanged, 0, 0, 2, 0));
        features.Observe(new(Hours(3), EventKind.JobFailed, 0, 0, 2));
        double[] expected = [2, 1, 2, 40, 0.5, 0.5, 0, 1];
        Assert.Multiple(() =>
        {
            Assert.That(features.PerJob().Features.Row(0).ToArray(), Is.EqualTo(expected).Within(1e-12));
            Assert.That(features.PerUser().Users, Is.EqualTo(new[] { "u" }));
            Assert.That(features.PerUser().Features.Row(0).ToArray(), Is.EqualTo(expected.Prepend(1)).Within(1e-12));
        });
    }

    [Test]
    public void AValueThatIsNoNumberIsNamed() => Assert.That(
        () => FeatureTable.Of(["a", "b"], [[1, 2], [3, double.NaN]]),
        Throws.ArgumentException.With.Message.EqualTo("row 1, b: found no finite number"));

    private static SimTime Hours(double hours) => SimTime.FromSeconds(3600 * hours);
}
