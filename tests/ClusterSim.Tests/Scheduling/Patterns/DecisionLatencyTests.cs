using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Determinism;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>Measuring with a clock that goes 3 ms further each time it is looked at.</summary>
public sealed class DecisionLatencyTests
{
    private readonly DecisionLatency _latency = new(new SteppingClock());
    private EventLog _measured = new(), _alone = new();
    private RunResult _run = null!;

    [OneTimeSetUp]
    public void RunTwice()
    {
        (_run, _measured) = Run(_latency);
        (_, _alone) = Run(null);
    }

    // A recommendation is made between two looks at the clock. 3 ms lie in a bucket that ends below 3.2 ms.
    [Test]
    public void EveryRecommendationIsTimedFromItsEvent()
    {
        Assert.That(_latency.Recommendations.Count, Is.EqualTo(_run.Detections.Length).And.GreaterThan(0));
        Assert.That(_latency.Recommendations.Quantile(0.5).TotalMilliseconds, Is.InRange(3, 3.2));
        Assert.That(_latency.Recommendations.Max, Is.EqualTo(TimeSpan.FromMilliseconds(3)));
        Assert.That(_latency.Decisions.Count, Is.InRange(1, _run.Detections.Length));
    }

    [Test]
    public void MeasuringChangesNoEvent() => Assert.That(EventLog.FirstDifference(_alone, _measured), Is.Null);

    private static (RunResult Run, EventLog Log) Run(DecisionLatency? latency)
    {
        GeneratedWorkload made = WorkloadGenerator.Generate(GeneratorPresets.Find("synthetic-waste").Options);
        Platform platform = Platform.Load(Repository.Path("platforms/small-gpu.yaml"));
        EventLog log = new();
        SimulationOptions options = new()
        {
            Rules = [CreRules.Load(Repository.Path("experiments/rules"))], Latency = latency,
        };
        return (Simulation.Run(made.Workload, platform, Policies.PatternDriven(Policies.Easy()), options, log), log);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _looks += 3;
    }
}
