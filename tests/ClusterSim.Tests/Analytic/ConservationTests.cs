using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Analytic;

/// <summary>Identities that hold exactly, to the tick, over every finished run.</summary>
public sealed class ConservationTests
{
    private static readonly StationModel s_station = new(1, 0.9, new ExponentialDistribution(1));

    // Lindley (1952): W(n+1) = max(0, W(n) + S(n) - A(n+1)), computed here without any engine.
    [Test]
    public void TheWaitsOfOneServerFollowLindleysRecursion()
    {
        Workload jobs = s_station.Jobs(20_000, replication: 1);
        RunResult run = Simulation.Run(jobs, s_station.Platform, Policies.Fifo());
        TimeSpan wait = TimeSpan.Zero;
        for (int i = 0; i < jobs.Jobs.Length; i++)
        {
            Assert.That(run.Jobs[i].TotalWaitTime, Is.EqualTo(wait));
            if (i + 1 < jobs.Jobs.Length)
            {
                wait += jobs.Jobs[i].Profile.RunTime - (jobs.Jobs[i + 1].SubmitTime - jobs.Jobs[i].SubmitTime);
                wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
            }
        }
    }

    // Kiefer and Wolfowitz (1955): a job starts when the least of the servers' workloads is done.
    [Test]
    public void TheStartsOfManyServersFollowKieferAndWolfowitz()
    {
        StationModel station = new(7, 0.95, new LogNormalDistribution(median: Math.Exp(-0.5), sigma: 1));
        Workload jobs = station.Jobs(20_000, replication: 2);
        RunResult run = Simulation.Run(jobs, station.Platform, Policies.Fifo());
        var freeAt = new SimTime[station.Servers];
        for (int i = 0; i < jobs.Jobs.Length; i++)
        {
            int first = Array.IndexOf(freeAt, freeAt.Min());
            SimTime start = SimTime.Max(freeAt[first], jobs.Jobs[i].SubmitTime);
            Assert.That(run.Jobs[i].StartTime, Is.EqualTo(start));
            freeAt[first] = start + jobs.Jobs[i].Profile.RunTime;
        }
    }

    // Little (1961): the time integral of the jobs in the system is the sum of their stays; the same for the queue.
    [Test]
    public void LittlesLawHoldsToTheTick([Values("fifo", "fifo-skip", "sjf")] string policy)
    {
        StationModel station = new(3, 0.9, new LogNormalDistribution(median: Math.Exp(-0.5), sigma: 1));
        PopulationIntegral population = new();
        RunResult run = Simulation.Run(
            station.Jobs(5_000, replication: 3),
            station.Platform,
            Create(policy),
            null,
            population);
        Assert.That(population.SystemTicks, Is.EqualTo(run.Jobs.Sum(job => job.Jct!.Value.Ticks)));
        Assert.That(population.QueueTicks, Is.EqualTo(run.Jobs.Sum(job => job.TotalWaitTime.Ticks)));
    }

    // Whatever the order of service, a server that never idles while a job waits empties at the same instants.
    [Test]
    public void EveryWorkConservingPolicyHasTheSameBusyPeriods()
    {
        Workload jobs = s_station.Jobs(5_000, replication: 4);
        SimTime[][] empties =
        [
            .. new[] { "fifo", "fifo-skip", "sjf" }.Select(policy =>
            {
                PopulationIntegral population = new();
                Simulation.Run(jobs, s_station.Platform, Create(policy), null, population);
                return population.EmptiedAt.ToArray();
            }),
        ];
        Assert.That(empties[0], Has.Length.GreaterThan(100));
        Assert.That(empties[1], Is.EqualTo(empties[0]));
        Assert.That(empties[2], Is.EqualTo(empties[0]));
    }

    [Test]
    public void TheGpuTimeHeldIsTheWorkOfTheJobs()
    {
        StationModel station = new(4, 0.8, new ExponentialDistribution(1));
        Workload jobs = station.Jobs(2_000, replication: 5);
        RunResult run = Simulation.Run(jobs, station.Platform, Policies.Fifo());
        Assert.That(run.Jobs.Select(job => job.RunTime), Is.EqualTo(jobs.Jobs.Select(job => job.Profile.RunTime)));
        Assert.That(
            run.Jobs.Sum(job => job.AllocatedGpuSeconds),
            Is.EqualTo(jobs.Jobs.Sum(job => job.Profile.RunTime.TotalSeconds)).Within(1e-6));
    }

    private static ISchedulingPolicy Create(string name) =>
        name switch
        {
            "fifo" => Policies.Fifo(),
            "fifo-skip" => Policies.FifoSkip(),
            _ => Policies.Sjf(),
        };

    private sealed class PopulationIntegral : IEventObserver
    {
        private int _inSystem,
            _inQueue;
        private SimTime _since;

        public long SystemTicks { get; private set; }

        public long QueueTicks { get; private set; }

        public List<SimTime> EmptiedAt { get; } = [];

        public void Observe(in SimulationEvent happened)
        {
            long ticks = (happened.Time - _since).Ticks;
            SystemTicks += _inSystem * ticks;
            QueueTicks += _inQueue * ticks;
            _since = happened.Time;
            (int system, int queue) = happened.Kind switch
            {
                EventKind.JobSubmitted => (1, 1),
                EventKind.JobStarted => (0, -1),
                EventKind.JobCompleted => (-1, 0),
                _ => (0, 0),
            };
            _inSystem += system;
            _inQueue += queue;
            if (system < 0 && _inSystem == 0)
            {
                EmptiedAt.Add(happened.Time);
            }
        }
    }
}
