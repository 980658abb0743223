using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Flows;

/// <summary>
/// Two like jobs across one uplink, which compute and send in turns: the two ends that the engine offers against an
/// exact simulation of their phases. The table of docs/network.md has these numbers.
/// </summary>
public class PhaseTests
{
    private const int Offsets = 200;

    [TestCase(9, 1, 10.1)]
    [TestCase(1, 1, 2.5)]
    [TestCase(1, 3, 6.25)]
    public void FullAndInterleavedContentionAreTheEndsOfAllOffsets(double compute, double exchange, double mean)
    {
        double[] steps =
        [
            .. Enumerable.Range(0, Offsets).Select(i =>
                ExactStepSeconds(compute, exchange, (compute + exchange) * (i + 0.5) / Offsets)),
        ];
        (double least, double most) =
            (ExactStepSeconds(compute, exchange, exchange), ExactStepSeconds(compute, exchange, 0));
        Assert.Multiple(() =>
        {
            Assert.That(StepSeconds(compute, exchange, LinkContention.Full), Is.EqualTo(most).Within(1e-6));
            Assert.That(StepSeconds(compute, exchange, LinkContention.Interleaved), Is.EqualTo(least).Within(1e-6));
            Assert.That(steps, Has.All.InRange(least - 1e-6, most + 1e-6));
            Assert.That(steps.Average(), Is.EqualTo(mean).Within(0.005));
        });
    }

    [Test]
    public void AFullLinkSlowsInterleavedJobsDown()
    {
        // Alone 1 + 3 s. Two of them have 6 s to send in each step, which is what a step then takes.
        Assert.That(StepSeconds(1, 3, LinkContention.Interleaved), Is.EqualTo(6).Within(1e-6));
    }

    // The mean step of the later of two jobs over many steps. Each is computing or sending; who sends alone has the
    // link, two have half of it each.
    private static double ExactStepSeconds(double compute, double exchange, double offset)
    {
        const int steps = 400, warm = 200;
        double[] left = [compute, compute + offset];
        bool[] sends = [false, false];
        int[] done = [0, 0];
        double now = 0, warmAt = 0;
        while (done[1] < steps)
        {
            double rate = sends[0] && sends[1] ? 0.5 : 1;
            double[] speed = [sends[0] ? rate : 1, sends[1] ? rate : 1];
            double next = Math.Min(left[0] / speed[0], left[1] / speed[1]);
            now += next;
            for (int job = 0; job < 2; job++)
            {
                left[job] -= next * speed[job];
                if (left[job] <= 1e-12)
                {
                    done[job] += sends[job] ? 1 : 0;
                    sends[job] = !sends[job];
                    left[job] = sends[job] ? exchange : compute;
                    warmAt = job == 1 && done[1] == warm && !sends[job] ? now : warmAt;
                }
            }
        }

        return (now - warmAt) / (steps - warm);
    }

    // Two jobs of 1000 steps each over an uplink of the bandwidth of a NIC, 1 GB/s.
    private static double StepSeconds(double compute, double exchange, LinkContention contention)
    {
        const int steps = 1000;
        Platform plain = Model.Gpus(4, 1);
        Platform platform = plain with
        {
            Network = new Network { Fabric = new() { NodesPerTor = 2, NicGbps = 8, OverSubscription = 2 } },
        };
        Job[] jobs = [.. new[] { "a", "b" }.Select(id => Model.Job(id, 0, 2, steps * (compute + exchange)))];
        CommunicationProfile profile = new(compute, Bytes: exchange * 1e9);
        jobs = [.. jobs.Select(job => job with { Profile = job.Profile with { Communication = profile } })];
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(0, (_, plan) => plan.Start(0, Across(0))).At(0, (_, plan) => plan.Start(1, Across(1)));
        RunResult run = Simulation.Run(
            new Workload(jobs), platform, policy, new SimulationOptions { LinkContention = contention });
        return run.Jobs[0].EndTime.Seconds / steps;
    }

    private static Placement Across(int node) =>
        new([new PlacementSlice(node, 1, 1), new PlacementSlice(node + 2, 1, 1)]);
}
