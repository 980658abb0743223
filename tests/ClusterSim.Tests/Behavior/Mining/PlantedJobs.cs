using System.Collections.Immutable;
using ClusterSim.Behavior.Mining;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Mining;

/// <summary>
/// A workload whose jobs pass through evaluation, checkpointing, data loading and computing in any order. Where a
/// pattern is planted, a job that comes to evaluate and then, within the hour, to load data at 10 % fails nine times of
/// ten; every other one, and all where none is planted, one time of twenty. Each part of the pattern alone, and the
/// same in the other order, is frequent among healthy jobs.
/// </summary>
internal static class PlantedJobs
{
    public const double FailsWithPattern = 0.9, FailsWithout = 0.05;

    private static readonly (PhaseKind Kind, int Permille)[] s_phases =
    [
        (PhaseKind.Evaluation, 500), (PhaseKind.Checkpointing, 400), (PhaseKind.DataLoading, 100),
        (PhaseKind.Compute, 900), (PhaseKind.Compute, 600),
    ];

    public static Workload Of(long seed, bool planted, int jobs = 1200)
    {
        RandomStream random = new(seed, "planted");
        return new Workload(Enumerable.Range(0, jobs).Select(i => JobOf(i, planted, random)));
    }

    /// <summary>
    /// Jobs of 50 minutes that load data at 20 % for the first 5 and the last 10 and compute in between: every fifth at
    /// 20 %, the others at 90 %.
    /// </summary>
    public static Workload WithLowUtilization(long seed, int jobs = 600)
    {
        RandomStream random = new(seed, "low");
        return new Workload(Enumerable.Range(0, jobs).Select(i => new Job
        {
            Id = $"j{i}",
            SubmitTime = SimTime.FromSeconds((120 * i) + random.NextInt(60)),
            Request = new JobRequest { User = $"u{i % 17}", PerInstance = new ResourceVector(Gpus: 1) },
            Profile = new JobProfile
            {
                RunTime = TimeSpan.FromMinutes(50),
                Phases =
                [
                    new UtilizationPhase(TimeSpan.Zero, 200, PhaseKind.DataLoading),
                    new UtilizationPhase(TimeSpan.FromMinutes(5), i % 5 == 0 ? 200 : 900, PhaseKind.Compute),
                    new UtilizationPhase(TimeSpan.FromMinutes(40), 200, PhaseKind.DataLoading),
                ],
            },
        }));
    }

    /// <summary>Whether a job shows the pattern at all.</summary>
    public static bool HasPattern(Job job) => HasPattern(job.Profile.Phases);

    public static RunResult Run(Workload workload, SimulationOptions options, params IEventObserver[] observers) =>
        Simulation.Run(workload, Platform.Load("gpus:8x4"), Policies.FifoSkip(), options, observers);

    public static RuleMiningResult Mine(Workload workload, RuleMiningOptions? options = null)
    {
        RuleMiner miner = new(workload, options);
        Run(workload, new SimulationOptions(), miner);
        return miner.Mine();
    }

    private static bool HasPattern(ImmutableArray<UtilizationPhase> phases)
    {
        int evaluation = Array.FindIndex([.. phases], phase => phase.Kind == PhaseKind.Evaluation);
        return evaluation >= 0
            && phases.Skip(evaluation).Any(phase => phase.Kind == PhaseKind.DataLoading);
    }

    private static Job JobOf(int i, bool planted, RandomStream random)
    {
        // Four of the five phases, ten minutes each: all within the hour.
        (PhaseKind Kind, int Permille)[] order = [.. s_phases.OrderBy(_ => random.NextDouble()).Take(4)];
        ImmutableArray<UtilizationPhase> phases =
        [
            .. order.Select((phase, at) =>
                new UtilizationPhase(TimeSpan.FromMinutes(10 * at), phase.Permille, phase.Kind)),
        ];
        double fails = planted && HasPattern(phases) ? FailsWithPattern : FailsWithout;
        return new Job
        {
            Id = $"j{i}",
            SubmitTime = SimTime.FromSeconds(120 * i),
            Request = new JobRequest { User = $"u{i % 17}", PerInstance = new ResourceVector(Gpus: 1) },
            Profile = new JobProfile
            {
                RunTime = TimeSpan.FromMinutes(45),
                Phases = phases,
                Outcome = random.NextDouble() < fails ? JobOutcome.Failed : JobOutcome.Completed,
            },
        };
    }
}
