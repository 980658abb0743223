using ClusterSim.Engine;
using ClusterSim.Experiments.Explaining;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments.Explaining;

/// <summary>What a policy tells reaches who listens; runs and expected spans by hand.</summary>
public class JobWatchTests
{
    // The job comes at 10, is held back until 50 although the node is empty, and runs from 50 to 60.
    [Test]
    public void AReasonThatThePolicyTellsIsTheReason()
    {
        JobWatch watch = Watched(new Night(SimTime.FromSeconds(50)), job: 0, Make("a", 10, cores: 1, seconds: 10));
        Assert.That(
            watch.Waits.Single(),
            Is.EqualTo(new WaitSpan(
                SimTime.FromSeconds(10), SimTime.FromSeconds(50), WaitCause.HeldBack, "", "nights are cheaper", 1, 1)));
    }

    // One core. Under EASY b waits for a, which ends at 100 at the latest by its walltime; in truth it ends at 80.
    [Test]
    public void APromisedStartIsTheFirstOne()
    {
        Job a = Make("a", 0, cores: 1, seconds: 80);
        a = a with { Request = a.Request with { Walltime = TimeSpan.FromSeconds(100) } };
        JobWatch watch = Watched(
            Policies.Conservative(), job: 1, a, Make("b", 5, cores: 1, seconds: 10));
        Assert.That(watch.FirstPromise, Is.EqualTo(SimTime.FromSeconds(100)));
        Assert.That(watch.Waits.Single(), Is.EqualTo(new WaitSpan(
            SimTime.FromSeconds(5), SimTime.FromSeconds(80), WaitCause.TooFewCores, "", "", 0, 0)));
    }

    // Nobody decides otherwise because somebody listens: the spans of a run are those of its result.
    [Test]
    public void TheSpansAddUpToTheWait()
    {
        Job[] jobs =
        [
            .. Enumerable.Range(0, 40).Select(i => Make($"j{i}", i * 7, cores: 1 + (i * 5 % 3), seconds: 20 + (i % 9))),
        ];
        for (int job = 0; job < jobs.Length; job++)
        {
            RunResult alone = Simulation.Run(new Workload([.. jobs]), Platform.Load("cores:3"), Policies.Easy());
            JobWatch watch = Watched(Policies.Easy(), job, jobs);
            TimeSpan waited = new(watch.Waits.Sum(span => span.Length.Ticks));
            Assert.That(waited, Is.EqualTo(alone.Jobs[job].TotalWaitTime), jobs[job].Id);
        }
    }

    private static JobWatch Watched(ISchedulingPolicy policy, int job, params Job[] jobs)
    {
        Workload workload = new([.. jobs]);
        var platform = Platform.Load("cores:" + Math.Max(1, jobs.Max(one => one.Request.PerInstance.CpuMilli) / 1000));
        JobWatch watch = new(workload, platform, job);
        Simulation.Run(workload, platform, policy, new SimulationOptions { Decisions = watch }, watch);
        return watch;
    }

    private static Job Make(string id, double submit, int cores, double seconds) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(CpuMilli: cores * 1000), Walltime = TimeSpan.FromSeconds(seconds),
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds) },
    };

    /// <summary>Starts nothing before a moment, and tells why.</summary>
    private sealed class Night(SimTime from) : ISchedulingPolicy
    {
        private readonly ISchedulingPolicy _fifo = Policies.Fifo();

        public string Name => "night";

        public void Begin(SchedulingView view) => _fifo.Begin(view);

        public void Schedule(SchedulingView view, Plan plan)
        {
            if (view.Now >= from)
            {
                _fifo.Schedule(view, plan);
                return;
            }

            plan.WakeAt(from);
            foreach (int job in view.Pending)
            {
                view.Decisions?.HeldBack(job, from, "nights are cheaper");
            }
        }
    }
}
