using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Energy by account against definitions, hand computations and values that SimGrid documents.</summary>
public class PowerAccountTests
{
    [FsCheck.NUnit.Property(MaxTest = 40, EndSize = 1000)]
    public void TheAccountsAreWhatAScanOverAllNodesFinds(int seed)
    {
        RandomStream random = new(seed, "model");
        Workload workload = new(Enumerable.Range(0, 80).Select(i => Phased(i, random)));
        Platform platform = Mixed(random);
        PowerOracle oracle = new(workload, platform);
        SimulationOptions options = new()
        {
            Seed = seed,
            Failures = new FailureModel(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(20)),
            Power = new PowerOptions { Pue = 1.3, NetworkWattsPerNode = 7 },
        };
        RunResult run = Simulation.Run(workload, platform, new RandomPolicy(seed, sleeps: true), options, oracle);
        oracle.AdvanceTo(run.EndTime);

        EnergyUse energy = run.Energy!;
        double network = 7 * platform.Nodes.Length * run.EndTime.Seconds;
        Assert.Multiple(() =>
        {
            for (int job = 0; job < run.Jobs.Length; job++)
            {
                AssertClose(run.Jobs[job].EnergyJoules!.Value, oracle.JobJoules[job], $"job {job}");
                Assert.That(run.Jobs[job].OverheadJoules, Is.Zero);
            }

            AssertClose(energy.JoulesOf(PowerAccount.Jobs), oracle.JobJoules.Sum(), "jobs");
            AssertClose(energy.JoulesOf(PowerAccount.Idle), oracle.IdleJoules, "idle");
            AssertClose(energy.JoulesOf(PowerAccount.Overhead), oracle.SwitchingJoules, "overhead");
            AssertClose(energy.JoulesOf(PowerAccount.Network), network, "network");
            AssertClose(energy.JoulesOf(PowerAccount.Facility), 0.3 * (oracle.TotalJoules + network), "facility");
            AssertClose(energy.TotalJoules, 1.3 * (oracle.TotalJoules + network), "total");
            AssertClose(energy.HeldGpuSeconds.Values.Sum(), run.Jobs.Sum(job => job.AllocatedGpuSeconds), "held");
        });
    }

    // With overheads, shared GPUs and all: what the jobs drew and what nobody held is the whole.
    [FsCheck.NUnit.Property(MaxTest = 25, EndSize = 1000)]
    public void WhatObserversAreToldSumsUpToTheAccounts(int seed)
    {
        RandomStream random = new(seed, "model");
        Workload workload = new(Enumerable.Range(0, 80).Select(i => Phased(i, random)));
        StepSum steps = new(workload.Jobs.Length);
        SimulationOptions options = new()
        {
            Seed = seed,
            Overheads = new Overheads
            {
                StartUp = TimeSpan.FromSeconds(3), Restore = TimeSpan.FromSeconds(5),
                Checkpoint = TimeSpan.FromSeconds(1),
            },
            Power = new PowerOptions { Pue = 1.2, Observers = [steps] },
        };
        RunResult run = Simulation.Run(workload, Mixed(random), new RandomPolicy(seed), options);

        Assert.Multiple(() =>
        {
            foreach (PowerAccount account in Enum.GetValues<PowerAccount>())
            {
                AssertClose(steps.Joules(account), run.Energy!.JoulesOf(account), account.ToString());
            }

            for (int job = 0; job < run.Jobs.Length; job++)
            {
                AssertClose(
                    steps.JobJoules[job], (run.Jobs[job].EnergyJoules + run.Jobs[job].OverheadJoules)!.Value,
                    $"job {job}");
            }

            Assert.That(run.Energy!.JoulesOf(PowerAccount.Overhead), Is.GreaterThan(0));
            AssertClose(
                run.Jobs.Sum(job => job.OverheadJoules!.Value), run.Energy.JoulesOf(PowerAccount.Overhead), "overhead");
        });
    }

    // SimGrid, host energy plugin: a host of 4 cores with 100:120:200 W draws 100, 140, 160, 180 and 200 W with 0 to 4
    // busy cores. One more job begins every 10 s from the tenth on; the last stage lasts 20 s.
    [Test]
    public void AHostDrawsWhatSimGridDocuments()
    {
        Platform host = new()
        {
            Name = "host",
            Nodes = [new Node { Name = "h", CpuMilli = 4000, Power = States(100, 120, 200) }],
        };
        Workload cores = new([Core("a", 10, 50), Core("b", 20, 40), Core("c", 30, 30), Core("d", 40, 20)]);
        StepSum steps = new(4);
        RunResult run = Simulation.Run(cores, host, Policies.Fifo(), Counting(steps));

        Assert.Multiple(() =>
        {
            Assert.That(steps.Totals, Is.EqualTo([100.0, 140, 160, 180, 200]).Within(1e-9));
            Assert.That(run.Energy!.TotalJoules, Is.EqualTo(1000 + 1400 + 1600 + 1800 + 4000).Within(1e-6));
            Assert.That(run.Energy.PeakWatts, Is.EqualTo(200).Within(1e-9));
            // The first job holds a quarter of the 120 W for 50 s, and its core costs 20 W.
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(50 * (30 + 20)).Within(1e-6));
        });
    }

    // An A100 of 60 W idle and 400 W at full load at a utilization of 3/4: 60 + 0.75 * 340 = 315 W; over 10 h and with
    // a PUE of 1.3 that is 4.095 kWh.
    [Test]
    public void PowerGrowsWithUtilization()
    {
        Platform one = Gpus(1, baseWatts: 0, idle: 60, max: 400, gpus: 1);
        Job job = Model.Job("a", 0, 1, 36_000);
        job = job with
        {
            Profile = job.Profile with
            {
                Phases = [new UtilizationPhase(TimeSpan.Zero, 750, PhaseKind.Compute)],
            },
        };
        RunResult run = Simulation.Run(
            new Workload([job]), one, Policies.Fifo(),
            new SimulationOptions { Power = new PowerOptions { Pue = 1.3 } });

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(315 * 36_000.0).Within(1e-3));
            Assert.That(run.Energy!.TotalKwh, Is.EqualTo(4.095).Within(1e-12));
        });
    }

    // Two nodes of 2 GPUs, 100 W base, 10 and 110 W a GPU. A holds one GPU from 0 to 100, is killed at its walltime of
    // 40 s; B holds the other GPU of the same node from 20 to 60. The run ends at 60.
    // A: 40 s * (50 + 110) = 6,400; B: 40 s * 160 = 6,400. The node alone: 120 + 100 * (40 + 40)/60 a second.
    [Test]
    public void SharedHostsAndKilledJobsAreCountedOnce()
    {
        Workload workload = new([Limited("a", 0, 100, 40), Limited("b", 20, 40, 60)]);
        RunResult run = Simulation.Run(
            workload, Gpus(2, 100, 10, 110), Policies.Fifo(),
            new SimulationOptions { KillAtWalltime = true, Power = new PowerOptions() });

        EnergyUse energy = run.Energy!;
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].Status, Is.EqualTo(JobStatus.TimedOut));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(6400).Within(1e-6));
            Assert.That(run.Jobs[1].EnergyJoules, Is.EqualTo(6400).Within(1e-6));
            // Of the first node's 120 W idle each job held 60 for 40 s; the second node idled at 120 W.
            Assert.That(energy.JoulesOf(PowerAccount.Idle), Is.EqualTo((60 * 120) - 4800 + (60 * 120)).Within(1e-6));
            Assert.That(energy.TotalJoules, Is.EqualTo((2 * 60 * 120) + (80 * 100)).Within(1e-6));
        });
    }

    // A job restores its state for 20 s after each stop: its GPU is held, but idle. 100 s of work, stopped at 50.
    [Test]
    public void RestoringIsOverhead()
    {
        ScriptedPolicy policy = new ScriptedPolicy().At(50, (_, plan) => plan.Preempt(0));
        RunResult run = Simulation.Run(
            new Workload([Model.Job("a", 0, 1, 100)]), Gpus(1, 0, 10, 110, gpus: 1), policy,
            new SimulationOptions
            {
                Overheads = new Overheads { Restore = TimeSpan.FromSeconds(20) }, Power = new PowerOptions(),
            });

        Assert.Multiple(() =>
        {
            Assert.That(run.EndTime.Seconds, Is.EqualTo(120));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(100 * 110).Within(1e-6));
            Assert.That(run.Energy!.JoulesOf(PowerAccount.Overhead), Is.EqualTo(20 * 10).Within(1e-6));
            Assert.That(run.Energy.TotalJoules, Is.EqualTo((100 * 110) + (20 * 10)).Within(1e-6));
        });
    }

    // Stopped at 50, a job writes its state for 10 s and restores it for 20 s with its GPU idle: 30 s of 10 W on the
    // account of overhead. A checkpoint that is due after 50 s of work and takes 10 s is part of the job's own work.
    [Test]
    public void ACheckpointBeforeLeavingIsOverheadAndAPeriodicOneIsWork()
    {
        Overheads leaving = new() { Checkpoint = TimeSpan.FromSeconds(10), Restore = TimeSpan.FromSeconds(20) };
        Overheads periodic = new()
        {
            CheckpointInterval = TimeSpan.FromSeconds(50), PeriodicCheckpoint = TimeSpan.FromSeconds(10),
        };
        RunResult stopped = OneJob(new ScriptedPolicy().At(50, (_, plan) => plan.Preempt(0)), leaving);
        RunResult undisturbed = OneJob(new ScriptedPolicy(), periodic);

        Assert.Multiple(() =>
        {
            Assert.That(stopped.EndTime.Seconds, Is.EqualTo(130));
            Assert.That(stopped.Energy!.JoulesOf(PowerAccount.Jobs), Is.EqualTo(100 * 110).Within(1e-6));
            Assert.That(stopped.Energy.JoulesOf(PowerAccount.Overhead), Is.EqualTo(30 * 10).Within(1e-6));
            Assert.That(undisturbed.EndTime.Seconds, Is.EqualTo(110));
            Assert.That(undisturbed.Energy!.JoulesOf(PowerAccount.Jobs), Is.EqualTo(110 * 110).Within(1e-6));
            Assert.That(undisturbed.Energy.JoulesOf(PowerAccount.Overhead), Is.Zero);
        });
    }

    [Test]
    public void AccountingChangesNothingInARun()
    {
        RandomStream random = new(5, "model");
        Workload workload = new(Enumerable.Range(0, 80).Select(i => Phased(i, random)));
        Platform platform = Mixed(random);
        RunResult bare = Simulation.Run(workload, platform, new RandomPolicy(5));
        RunResult metered = Simulation.Run(
            workload, platform, new RandomPolicy(5), new SimulationOptions { Power = new PowerOptions() });

        Assert.That(
            metered.Jobs.Select(job => job with { EnergyJoules = null, OverheadJoules = null }), Is.EqualTo(bare.Jobs));
    }

    internal static Platform Gpus(int nodes, double baseWatts, double idle, double max, int gpus = 2)
    {
        Platform plain = Model.Gpus(nodes, gpus);
        return plain with
        {
            Nodes = [.. plain.Nodes.Select(node => node with { BaseWatts = baseWatts, GpuModel = "g" })],
            GpuModels = [new GpuModel { Name = "g", IdleWatts = idle, MaxWatts = max }],
        };
    }

    // 100 s of work on a GPU of 10 to 110 W.
    private static RunResult OneJob(ISchedulingPolicy policy, Overheads overheads) => Simulation.Run(
        new Workload([Model.Job("a", 0, 1, 100)]), Gpus(1, 0, 10, 110, gpus: 1), policy,
        new SimulationOptions { Overheads = overheads, Power = new PowerOptions() });

    private static void AssertClose(double found, double expected, string what) =>
        Assert.That(found, Is.EqualTo(expected).Within(1e-9 * Math.Max(1, Math.Abs(expected))), what);

    private static SimulationOptions Counting(StepSum steps) =>
        new() { Power = new PowerOptions { Observers = [steps] } };

    private static Job Limited(string id, double submit, double run, double walltime)
    {
        Job job = Model.Job(id, submit, 1, run);
        return job with { Request = job.Request with { Walltime = TimeSpan.FromSeconds(walltime) } };
    }

    private static Job Core(string id, double submit, double run)
    {
        Job job = Model.Job(id, submit, 1, run);
        return job with { Request = job.Request with { PerInstance = new ResourceVector(CpuMilli: 1000) } };
    }

    internal static Job Phased(int i, RandomStream random)
    {
        Job job = RandomLegalPolicyTests.RandomJob(i, random);
        return random.NextInt(2) == 0 ? job : job with
        {
            Profile = job.Profile with
            {
                Phases =
                [
                    new UtilizationPhase(TimeSpan.Zero, random.NextInt(1001), PhaseKind.DataLoading),
                    new UtilizationPhase(job.Profile.RunTime / 2, random.NextInt(1001), PhaseKind.Compute),
                ],
            },
        };
    }

    private static PowerModel States(double idle, double epsilon, double full) => new()
    {
        States =
        [
            new PowerState { SpeedGflops = 1, IdleWatts = idle, EpsilonWatts = epsilon, FullWatts = full },
        ],
    };

    internal static Platform Mixed(RandomStream random) => new()
    {
        Name = "mixed",
        Nodes = [.. Enumerable.Range(0, 6).Select(i => new Node
        {
            Name = $"n{i}", CpuMilli = 8000, MemoryMiB = 4000, Gpus = i < 4 ? 4 : 0, RdmaNics = i < 5 ? 2 : null,
            GpuModel = i < 2 ? "slow" : i < 4 ? "fast" : "",
            Power = States(80 + random.NextInt(9), i % 2 == 0 ? 88 : 130 + (random.NextInt(99) / 7.0), 200) with
            {
                SleepStates =
                [
                    new SleepState
                    {
                        Watts = 9.75, SwitchOffTime = TimeSpan.FromSeconds(6), SwitchOffWatts = 101,
                        SwitchOnTime = TimeSpan.FromSeconds(15), SwitchOnWatts = 125,
                    },
                ],
            },
        })],
        GpuModels =
        [
            new GpuModel { Name = "slow", IdleWatts = 36.7, MaxWatts = 251.3 },
            new GpuModel { Name = "fast", IdleWatts = 61.9, MaxWatts = 403 },
        ],
    };
}
