using System.Globalization;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>Makes the jobs of a generated workload, one for each submission.</summary>
internal sealed class JobFactory
{
    private const int MinWastefulSeconds = 1800;

    private readonly GeneratorOptions _options;
    private readonly GeneratedApplication[] _applications;
    private readonly RequestCache _requests;
    private readonly WalltimeSampler _walltimes;
    private readonly ProfileSampler _profiles;
    private readonly IDistribution _runTimes;
    private readonly RandomStream _runTimeStream, _outcomeStream, _shareStream, _behaviorStream;

    public JobFactory(GeneratorOptions options, ApplicationMix mix)
    {
        _options = options;
        _applications = mix.Applications;
        _requests = new RequestCache(options, mix.Applications);
        _walltimes = new WalltimeSampler(options.Walltimes, options.Seed);
        _profiles = new ProfileSampler(options.Seed);
        RunTimeOptions times = options.RunTimes;
        _runTimes = times.Shape == RunTimeShape.LogNormal
            ? new LogNormalDistribution(times.Median.TotalSeconds,
                times.Sigma * Math.Sqrt(1 - ApplicationMix.VarianceBetween))
            : new ParetoDistribution(times.TailIndex, times.Min.TotalSeconds, times.Max.TotalSeconds);
        _runTimeStream = new RandomStream(options.Seed, "run-times");
        _outcomeStream = new RandomStream(options.Seed, "outcomes");
        _shareStream = new RandomStream(options.Seed, "gpu-shares");
        _behaviorStream = new RandomStream(options.Seed, "behaviors");
    }

    /// <summary>The job of a submission, and what is special about it.</summary>
    public Job Make(Arrival arrival, int number, out LabelledBehaviors behaviors)
    {
        GeneratedApplication application = _applications[arrival.Application];
        bool profiled = application.Gpus > 0 && _options.Behaviors.Profiles;
        behaviors = arrival.RetrySeconds > 0 ? LabelledBehaviors.RetryLoop
            : profiled ? DrawBehavior(application.Gpus)
            : LabelledBehaviors.None;
        ProfilePlan plan = Plan(application, behaviors);
        int? activeGpus = behaviors == LabelledBehaviors.UnusedGpus ? DrawActive(application.Gpus) : null;
        if (activeGpus is { } active)
        {
            plan = plan with { ComputePermille = plan.ComputePermille * active / application.Gpus };
            behaviors |= plan.ComputePermille < 300 ? LabelledBehaviors.LowUtilization : 0;
        }

        long planned = plan.UsefulSeconds + plan.TailSeconds;
        (JobOutcome outcome, long runSeconds) = DrawOutcome(arrival, planned, behaviors);
        int gpuMilli = application.Gpus == 1 ? DrawGpuMilli() : 1000;
        return new Job
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"job-{number}"),
            SubmitTime = new SimTime((long)arrival.Seconds * TimeSpan.TicksPerSecond),
            Request = _requests.Get(arrival.User, arrival.Application, gpuMilli, _walltimes.Sample(planned)),
            Profile = new JobProfile
            {
                RunTime = TimeSpan.FromTicks(runSeconds * TimeSpan.TicksPerSecond),
                Outcome = outcome,
                Phases = profiled ? _profiles.Sample(plan, runSeconds) : [],
                ActiveGpus = activeGpus,
                NetworkSensitivity = application.NetworkSensitivity,
            },
        };
    }

    private ProfilePlan Plan(GeneratedApplication application, LabelledBehaviors behaviors)
    {
        RunTimeOptions times = _options.RunTimes;
        double drawn = _runTimes.Sample(_runTimeStream) * application.RunTimeFactor;
        long run = (long)Math.Ceiling(Math.Clamp(drawn, times.Min.TotalSeconds, times.Max.TotalSeconds));
        if (behaviors == 0 || behaviors == LabelledBehaviors.RetryLoop)
        {
            return new ProfilePlan(run, application.ComputePermille, 0, 0, 0);
        }

        int preparation = 480 + _behaviorStream.NextInt(1321);
        double tailShare = 0.3 + (0.7 * _behaviorStream.NextDouble());
        int low = 30 + _behaviorStream.NextInt(221);
        return behaviors switch
        {
            LabelledBehaviors.LowUtilization => new ProfilePlan(Math.Max(run, MinWastefulSeconds), low, 0, 0, 0),
            LabelledBehaviors.UnusedGpus =>
                new ProfilePlan(Math.Max(run, MinWastefulSeconds), application.ComputePermille, 0, 0, 0),
            LabelledBehaviors.LongDataLoading =>
                new ProfilePlan(Math.Max(run, 3L * preparation), application.ComputePermille, preparation, 0, 0),
            LabelledBehaviors.LongCompilation =>
                new ProfilePlan(Math.Max(run, 3L * preparation), application.ComputePermille, 0, preparation, 0),
            _ => new ProfilePlan(run, application.ComputePermille, 0, 0,
                (long)Math.Clamp(run * tailShare, 900, 21_600)),
        };
    }

    private LabelledBehaviors DrawBehavior(int gpus)
    {
        BehaviorOptions shares = _options.Behaviors;
        double u = _behaviorStream.NextDouble();
        return (u -= shares.LowUtilizationShare) < 0 ? LabelledBehaviors.LowUtilization
            : (u -= shares.IdleTailShare) < 0 ? LabelledBehaviors.IdleTail
            : (u -= shares.UnusedGpusShare) < 0 ? (gpus > 1 ? LabelledBehaviors.UnusedGpus : 0)
            : (u -= shares.LongDataLoadingShare) < 0 ? LabelledBehaviors.LongDataLoading
            : u - shares.LongCompilationShare < 0 ? LabelledBehaviors.LongCompilation
            : 0;
    }

    private int DrawActive(int gpus) => 1 + _behaviorStream.NextInt(gpus / 2);

    // A job with a labelled behaviour runs to its planned end: one that fails before it shows it would be mislabelled.
    private (JobOutcome Outcome, long Seconds) DrawOutcome(Arrival arrival, long planned, LabelledBehaviors behaviors)
    {
        double kind = _outcomeStream.NextDouble(), share = _outcomeStream.NextDouble();
        double failed = _options.RunTimes.FailedShare;
        return arrival.RetrySeconds > 0 ? (JobOutcome.Failed, arrival.RetrySeconds)
            : behaviors != 0 ? (JobOutcome.Completed, planned)
            : kind < failed ? (JobOutcome.Failed, Math.Max(1, (long)(planned * share * share)))
            : kind < failed + _options.RunTimes.CancelledShare
                ? (JobOutcome.Cancelled, Math.Max(1, (long)(planned * share)))
            : (JobOutcome.Completed, planned);
    }

    private int DrawGpuMilli()
    {
        double u = _shareStream.NextDouble();
        int tenths = 1 + _shareStream.NextInt(9);
        return u < _options.Sizes.FractionalShare ? tenths * 100 : 1000;
    }
}
