using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Workloads.Injection;

/// <summary>A job while behaviours are put into it: its life as levels over progress, and its labels.</summary>
internal sealed class JobDraft
{
    private static readonly int MetricCount = Enum.GetValues<Metric>().Length;

    private readonly StepLevels?[] _metrics = new StepLevels?[MetricCount];
    private readonly List<BehaviorLabel> _labels = [];

    public JobDraft(Job job, long runSeconds)
    {
        (Original, Request, RunSeconds) = (job, job.Request, runSeconds);
        Outcome = job.Profile.Outcome;
        SubmitSeconds = job.SubmitTime.Ticks / TimeSpan.TicksPerSecond;
        UsefulSeconds = runSeconds;
        (Permille, Kinds) = (new StepLevels(0), new StepLevels((double)PhaseKind.Compute));
        Id = job.Id;
    }

    public Job Original { get; }

    public string Id { get; init; }

    public long SubmitSeconds { get; init; }

    public JobRequest Request { get; set; }

    public JobOutcome Outcome { get; set; }

    /// <summary>Length of its life, idle tail included.</summary>
    public long RunSeconds { get; private set; }

    /// <summary>Where its work ends.</summary>
    public long UsefulSeconds { get; private set; }

    /// <summary>Progress at which it begins to compute, after its preparation.</summary>
    public long ComputeStart { get; set; }

    /// <summary>Memory of each GPU that it holds, in GB.</summary>
    public double GpuMemoryGb { get; set; }

    public int? ActiveGpus { get; set; }

    /// <summary>GPU utilization in 1/1000.</summary>
    public StepLevels Permille { get; }

    /// <summary>The phases, as numbers of <see cref="PhaseKind"/>.</summary>
    public StepLevels Kinds { get; }

    public IReadOnlyList<BehaviorLabel> Labels => _labels;

    /// <summary>The levels of a metric; made with a value of 0 when the job did not report it yet.</summary>
    public StepLevels Of(Metric metric) => _metrics[(int)metric] ??= new StepLevels(0);

    public void Label(
        InjectedBehavior behavior, LabelGrade grade, long from, long until, long onset, string? episode = null) =>
        Label(behavior.Name, behavior.IsWasteful ? grade : LabelGrade.LooksLike, from, until, onset, episode);

    public void Label(
        string behavior, LabelGrade grade, long from, long until, long onset, string? episode = null,
        bool derived = false) =>
        _labels.Add(new BehaviorLabel(Id, behavior, grade, from, until, onset, episode ?? Id, derived));

    /// <summary>Changes that have to wait until the utilization is final.</summary>
    public List<Action<JobDraft>> Later { get; } = [];

    /// <summary>Gives the job another length and lets it succeed.</summary>
    public void CutTo(long seconds) => (RunSeconds, UsefulSeconds) = (seconds, seconds);

    /// <summary>Makes the preparation at the job's beginning last for a length of time.</summary>
    public void Prepare(long seconds, PhaseKind kind, double permille)
    {
        Kinds.Set(0, seconds, (double)kind);
        Permille.Set(0, seconds, permille);
        ComputeStart = Math.Max(ComputeStart, seconds);
        Of(Metric.StepTime).Set(0, ComputeStart, 0);
        Of(Metric.LoaderWait).Set(0, ComputeStart, 0);
    }

    /// <summary>Uses a share of the main memory from the beginning to the end.</summary>
    public void UseMemory(double percent) => UseMemory(0, RunSeconds, percent);

    /// <summary>Uses a share of the main memory over a stretch.</summary>
    public void UseMemory(long from, long until, double percent)
    {
        double asked = Request.PerInstance.MemoryMiB * 1048576.0 / 1e9 * Request.Instances;
        Of(Metric.MemoryUtilization).Set(from, until, percent);
        Of(Metric.Memory).Set(from, until, asked * percent / 100);
    }

    /// <summary>Adds time at the end in which the job does nothing.</summary>
    public void AddTail(long seconds, double permille)
    {
        Permille.SetFrom(UsefulSeconds, permille);
        Kinds.SetFrom(UsefulSeconds, (double)PhaseKind.Idle);
        RunSeconds += seconds;
    }

    public Job ToJob()
    {
        TimeSpan run = TimeSpan.FromSeconds(RunSeconds);
        TimeSpan? walltime = Request.Walltime is { } limit && limit < run ? run : Request.Walltime;
        return Original with
        {
            Id = Id,
            SubmitTime = new SimTime(SubmitSeconds * TimeSpan.TicksPerSecond),
            Request = walltime == Request.Walltime ? Request : Request with { Walltime = walltime },
            Profile = Original.Profile with
            {
                RunTime = run,
                Outcome = Outcome,
                ActiveGpus = ActiveGpus,
                Phases = Request.TotalGpus > 0 ? PhasesOf() : [],
                Metrics = MetricsOf(),
            },
        };
    }

    private ImmutableArray<UtilizationPhase> PhasesOf()
    {
        SortedSet<long> starts = [.. Permille.Steps.Select(step => step.Start), .. Kinds.Steps.Select(s => s.Start)];
        var phases = ImmutableArray.CreateBuilder<UtilizationPhase>();
        foreach (long start in starts.Where(start => start < RunSeconds || start == 0))
        {
            UtilizationPhase phase = new(
                TimeSpan.FromSeconds(start), (int)Math.Clamp(Math.Round(Permille.At(start)), 0, 1000),
                (PhaseKind)(int)Kinds.At(start));
            if (phases.Count == 0 || phases[^1].UtilizationPermille != phase.UtilizationPermille
                || phases[^1].Kind != phase.Kind)
            {
                phases.Add(phase);
            }
        }

        return phases.ToImmutable();
    }

    private ImmutableArray<MetricLevel> MetricsOf()
    {
        List<MetricLevel> levels = [];
        for (int metric = 0; metric < MetricCount; metric++)
        {
            double last = double.NaN;
            foreach ((long start, double value) in _metrics[metric]?.Steps ?? [])
            {
                double rounded = Math.Round(value, 2);
                if (rounded != last && (start < RunSeconds || start == 0))
                {
                    levels.Add(new MetricLevel(TimeSpan.FromSeconds(start), (Metric)metric, rounded));
                    last = rounded;
                }
            }
        }

        return [.. levels.OrderBy(level => level.Start).ThenBy(level => level.Metric)];
    }
}
