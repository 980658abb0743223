using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Impact;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;

namespace ClusterSim.Tests.Impact;

public class ReliabilityTests
{
    // Two nodes of two GPUs. a (2 GPUs, 100 s) on node 0; node 0 is away from 40 to 60, so that a starts again on node
    // 1 at 40 and ends at 140. GPU 1 of node 0 is away from 50 to 90, of which 30 s are not the node's.
    // Period 140 s x 4 GPUs = 560 GPU-s; away 2 x 20 + 30 = 70. Useful 200, lost 80.
    [Test]
    public void AvailabilityGoodputAndEttrAreThoseOfTheHandExample()
    {
        SimulationOptions options = new()
        {
            Faults = new FaultOptions
            {
                Listed =
                [
                    new Outage(SimTime.FromSeconds(40), SimTime.FromSeconds(60), 0),
                    new Outage(SimTime.FromSeconds(50), SimTime.FromSeconds(90), 0, 1),
                ],
            },
        };
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 2, 100)), Model.Gpus(2, 2), new FirstFitInOrder(), options);
        RunMetrics metrics = RunMetrics.Of(run);
        Assert.That(metrics.Reliability.Availability, Is.EqualTo((560 - 70) / 560.0).Within(1e-12));
        Assert.That(metrics.Reliability.Goodput, Is.EqualTo(200 / 560.0).Within(1e-12));
        Assert.That(metrics.Reliability.Ettr, Is.EqualTo(200 / 280.0).Within(1e-12));
        Assert.That(metrics.GpuAllocationRatio, Is.EqualTo(280 / 490.0).Within(1e-12));
        Assert.That(metrics.WastedGpuHours.LostProgress, Is.EqualTo(80 / 3600.0).Within(1e-12));
    }

    // b waits 100 s for a and runs for 50: 50 useful seconds of 150 from its submission, all of them from its start.
    [Test]
    public void TheFirstStayInTheQueueCountsOnlyFromSubmission()
    {
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 100), ("b", 0, 1, 50)), Model.Gpus(1, 1), new FirstFitInOrder());
        ReliabilityMetrics metrics = RunMetrics.Of(run).Reliability;
        Assert.That(metrics.Ettr, Is.EqualTo(1).Within(1e-12));
        Assert.That(metrics.EttrFromSubmission, Is.EqualTo(150 / 250.0).Within(1e-12));
    }
}
