using System.Collections.Immutable;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Workloads;

/// <summary>
/// What really happens when a job runs. Only the engine sees it: a policy that saw it would be an oracle.
/// </summary>
public sealed record JobProfile
{
    /// <summary>
    /// Work of the job: its run time on reference GPUs, placed ideally, with everything that it asked for.
    /// </summary>
    public TimeSpan RunTime { get; init; }

    /// <summary>
    /// Whether the trace ended while the job was running, so that <see cref="RunTime"/> is only a lower bound.
    /// </summary>
    public bool Censored { get; init; }

    /// <summary>How the job ends.</summary>
    public JobOutcome Outcome { get; init; }

    /// <summary>Utilization over the job's life, by ascending start; the first phase starts at zero.</summary>
    /// <value>Default empty: utilization unknown, counted as fully busy.</value>
    public ImmutableArray<UtilizationPhase> Phases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// Levels of further metrics over the job's life, by ascending start; levels of one start are of different metrics.
    /// </summary>
    /// <value>Default empty: nothing known but <see cref="Phases"/>.</value>
    public ImmutableArray<MetricLevel> Metrics { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What the job does to each of its GPUs; a policy sees it once the job has run.</summary>
    /// <value>Default <c>null</c>: unknown; beside others it counts as fully busy.</value>
    public JobSignature? Signature { get; init; }

    /// <summary>GPUs of the gang that the job really uses; shrinking it down to them costs no speed.</summary>
    /// <value>Default <c>null</c>: all.</value>
    public int? ActiveGpus { get; init; }

    /// <summary>
    /// How sensitive the job is to a spread placement, 0 (not at all) to 1 (the platform's full penalty).
    /// </summary>
    /// <value>Default 0.</value>
    public double NetworkSensitivity { get; init; }

    /// <summary>
    /// What the job computes and sends in each step. On a platform that describes its links the job's pace then follows
    /// from its share of them, in the place of <see cref="NetworkSensitivity"/>.
    /// </summary>
    /// <value>Default <c>null</c>: unknown; it loads no link.</value>
    public CommunicationProfile? Communication { get; init; }

    /// <summary>
    /// How fast the job really runs on each GPU model; a gang goes at the pace of its slowest. A model that is not
    /// listed has the platform's <c>RelativeSpeed</c>.
    /// </summary>
    /// <value>Speeds greater than 0, one for a model; default empty: the platform's speeds hold.</value>
    public ImmutableArray<GpuSpeed> GpuSpeeds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// The measured application that the job trains. Its speed then follows from its GPUs, their closeness and its
    /// batch size, epoch by epoch; <see cref="RunTime"/> is the training as asked for.
    /// </summary>
    /// <value>Default <c>null</c>: the job is no training job.</value>
    public TrainingApplication? Training { get; init; }

    /// <summary>How the loss of the training falls.</summary>
    /// <value>Default <c>null</c>: the job reports no losses.</value>
    public LossCurve? Losses { get; init; }

    /// <summary>
    /// Progress after which the job does nothing useful any more: the start of its trailing idle phases, or the whole
    /// run time when it has none.
    /// </summary>
    public TimeSpan UsefulRunTime
    {
        get
        {
            TimeSpan useful = RunTime;
            for (int i = Phases.Length - 1; i >= 0 && Phases[i].Kind == PhaseKind.Idle; i--)
            {
                useful = Phases[i].Start < useful ? Phases[i].Start : useful;
            }

            return useful;
        }
    }
}
