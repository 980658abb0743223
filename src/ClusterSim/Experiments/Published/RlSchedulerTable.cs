using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>One line of RLScheduler's table, with and without backfilling.</summary>
/// <param name="Name">The table's name of the trace.</param>
/// <param name="Processors">Size of the machine.</param>
/// <param name="File">The trace.</param>
/// <param name="Plain">Published means without backfilling, in the order of the heuristics.</param>
/// <param name="Backfilled">Published means with backfilling.</param>
internal sealed record RlSchedulerTable(
    string Name, int Processors, PublishedFile File, ImmutableArray<double> Plain, ImmutableArray<double> Backfilled)
{
    private const int SequenceLength = 1024;
    private const int TrainedJobs = 5_000;
    private const string Metric = "mean bounded slowdown";

    private const string Protocol =
        """
        Mean over ten sequences of 1,024 jobs of the mean bounded slowdown (tau 10 s). The sequences are the artefact's:
        its table script draws their first jobs with seed 1 among the first 10,000 jobs, and these ten draws are
        repeated here. The machine is empty when a sequence begins. Jobs without a requested time get their run time;
        times count from the beginning of the whole trace, on which F1 depends.

        The rows of policies that end in `-rlscheduler` are judged: they do what the artefact's code does. Its WFP3 and
        UNICEF read a start of -1 s for waiting jobs, so that their waiting time never grows; a head that is blocked
        stays the head even if a better job arrives; with backfilling the head's start is estimated once, and nobody
        may run past it. The rows below them show what the published definitions and EASY backfilling give on the same
        sequences: the difference is what these shortcuts change.
        """;

    private const string LearnedProtocol =
        """
        The rows of `learned` set the table's column RL beside the network `lublin-256`, which we trained ourselves on
        the first 5,000 jobs (docs/tuning.md): 160 updates of eight runs of 500 jobs after imitating F1, one seed, about
        a minute of CPU, where RLScheduler takes 4,000 updates of 100 runs of 256 jobs. It chooses anew in each pass and
        backfills by EASY. RLScheduler's sequences come from the jobs that it was trained on; ours do in part, so the
        last rows take only the sequences that begin behind the jobs of our training.
        """;

    // Positions of first jobs, from 0: numpy's RandomState, seeded as gym's seeding.np_random(1) does, drawing from
    // 1,024 to 8,974.
    private static readonly ImmutableArray<int> s_starts =
        [1981, 2756, 4299, 8850, 3316, 2714, 5228, 7762, 4022, 7085];

    private static readonly ImmutableArray<(string Column, string Artefact, string Definition)> s_heuristics =
    [
        ("FCFS", "fcfs-rlscheduler", "fifo"), ("WFP3", "wfp-rlscheduler", "wfp3"), ("UNI", "uni-rlscheduler", "unicef"),
        ("SJF", "sjf-rlscheduler", "sjf"), ("F1", "f1-rlscheduler", "f1"),
    ];

    /// <summary>The table's column RL, without and with backfilling, where our own network is set beside it.</summary>
    /// <value>Default <c>null</c>: it is not.</value>
    public (double Plain, double Backfilled)? Learned { get; init; }

    /// <summary>The study of this trace.</summary>
    public PublishedStudy Study() => new()
    {
        Name = "rlscheduler-" + Name.ToLowerInvariant(),
        Title = $"RLScheduler's heuristics on {Name}",
        Source = "Zhang et al., SC 2020, tables V and VI as in the README "
            + "of DIR-LAB/deep-batch-scheduler, commit 9063b3d",
        Protocol = Learned is null ? Protocol : $"{Protocol}\n\n{LearnedProtocol}",
        Data = [File],
        Seeds = [1],
        Rows = Rows,
    };

    private IEnumerable<PublishedRow> Rows(StudyData data)
    {
        ImmutableArray<Workload> sequences = Sequences(data.PathOf(File.Path));
        foreach ((string backfill, ImmutableArray<double> published) in new[] { ("none", Plain), ("easy", Backfilled) })
        {
            for (int i = 0; i < s_heuristics.Length; i++)
            {
                yield return Row(sequences, s_heuristics[i].Artefact, backfill, published[i]) with
                {
                    Tolerance = Tolerance.Decimals(2),
                };
            }
        }

        foreach ((string backfill, ImmutableArray<double> published) in new[] { ("none", Plain), ("easy", Backfilled) })
        {
            for (int i = 0; i < s_heuristics.Length; i++)
            {
                yield return Row(sequences, s_heuristics[i].Definition, backfill, published[i]);
            }
        }

        foreach (PublishedRow row in LearnedRows(sequences))
        {
            yield return row;
        }
    }

    private IEnumerable<PublishedRow> LearnedRows(ImmutableArray<Workload> sequences)
    {
        if (Learned is not { } published)
        {
            yield break;
        }

        Tolerance own = Tolerance.NotJudged("another network, trained by ourselves with a small fraction of the runs");
        yield return Row(sequences, "learned", "none", published.Plain) with { Tolerance = own };
        yield return Row(sequences, "learned", "easy", published.Backfilled) with { Tolerance = own };
        yield return Row(Unseen(sequences), "learned", "easy", published.Backfilled) with
        {
            Where = $"{Name}, cores:{Processors}, learned backfill=easy, the sequences behind its training",
            Published = null,
            Tolerance = own,
        };
        yield return Row(Unseen(sequences), "f1", "easy", published.Backfilled) with
        {
            Where = $"{Name}, cores:{Processors}, f1 backfill=easy, the sequences behind its training",
            Published = null,
            Tolerance = own,
        };
    }

    private static ImmutableArray<Workload> Unseen(ImmutableArray<Workload> sequences) =>
        [.. sequences.Where((_, i) => s_starts[i] >= TrainedJobs)];

    private PublishedRow Row(
        ImmutableArray<Workload> sequences, string policy, string backfill, double published) => new()
    {
        Metric = Metric,
        Where = $"{Name}, cores:{Processors}, {policy} backfill={backfill}",
        Published = published,
        Obtained = sequences.Average(sequence => MeanSlowdown(sequence, policy, backfill)),
        Tolerance = Tolerance.NotJudged("as defined in the literature, not as in the artefact's code"),
    };

    private double MeanSlowdown(Workload sequence, string policy, string backfill)
    {
        Dictionary<string, string> options = new(StringComparer.Ordinal) { ["backfill"] = backfill };
        Platform machine = Platform.Load($"cores:{Processors}");
        RunResult run = Simulation.Run(sequence, machine, PolicyCatalog.Create(policy, options));
        return run.Jobs.Average(job => JobMeasures.BoundedSlowdown(job)) ?? double.NaN;
    }

    private static ImmutableArray<Workload> Sequences(string trace)
    {
        // The artefact drops jobs that did not run.
        ImmutableArray<Job> jobs =
        [
            .. Trace.Open(trace).ToWorkload().Jobs.Where(job => job.Profile.RunTime > TimeSpan.Zero)
                .Select(WithWalltime),
        ];
        int last = s_starts.Max() + SequenceLength;
        return jobs.Length >= last
            ? [.. s_starts.Select(start => new Workload(jobs.Skip(start).Take(SequenceLength)))]
            : throw new ExperimentException($"{trace}: found {jobs.Length} jobs that ran, expected at least {last}");
    }

    private static Job WithWalltime(Job job) => job with
    {
        Request = job.Request with { Walltime = job.Request.Walltime ?? job.Profile.RunTime },
    };
}
