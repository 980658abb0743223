using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// Puts behaviours into the jobs of a workload at known places. Every job gets a new life: a healthy one, into which
/// the behaviours drawn for it are put. Each behaviour has a random stream of its own, so that the parameters of one do
/// not shift when another is added.
/// </summary>
public sealed class BehaviorInjector
{
    private const string Whole = "whole";
    private const string Preparation = "preparation";

    private readonly InjectionOptions _options;
    private readonly (InjectedBehavior Behavior, double Share, RandomStream Stream)[] _behaviors;
    private readonly RandomStream _choice, _mixing;
    private readonly HealthyLife _healthy;
    private readonly List<Job> _jobs = [];
    private readonly List<BehaviorLabel> _labels = [];

    private BehaviorInjector(InjectionOptions options, long seed)
    {
        _options = options;
        _behaviors =
        [
            .. options.Behaviors.Select(entry => (
                InjectedBehaviors.Find(entry.Behavior)!, entry.Share,
                new RandomStream(seed, $"injection/{entry.Behavior}"))),
        ];
        (_choice, _mixing) = (new RandomStream(seed, "injection/choice"), new RandomStream(seed, "injection/mixing"));
        _healthy = new HealthyLife(options, seed);
    }

    /// <summary>Injects behaviours. The same workload, options and seed give the same jobs and labels.</summary>
    /// <param name="workload">The workload; it is left as it is.</param>
    /// <param name="options">What to inject.</param>
    /// <param name="seed">Seed of all streams.</param>
    /// <exception cref="WorkloadException">An option is outside its range; the message lists all problems.</exception>
    public static GeneratedWorkload Inject(Workload workload, InjectionOptions options, long seed)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(options);
        ImmutableArray<string> problems = InjectionRules.ProblemsOf(options);
        if (!problems.IsEmpty)
        {
            throw new WorkloadException(string.Join(Environment.NewLine, problems));
        }

        BehaviorInjector injector = new(options, seed);
        foreach (Job job in workload.Jobs)
        {
            injector.Add(job);
        }

        string note = string.Create(
            CultureInfo.InvariantCulture, $"behaviours injected: {options.Behaviors.Length} kinds, seed {seed}");
        Workload made = new(
            injector._jobs,
            workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
        return new GeneratedWorkload(made, []) { Behaviors = [.. injector._labels] };
    }

    private void Add(Job job)
    {
        List<InjectionPlan> plans = [];
        if (Choose(job, _choice.NextDouble(), "") is { } chosen)
        {
            (InjectedBehavior behavior, _, RandomStream stream) = chosen;
            foreach (JobDraft follower in behavior.Follow?.Invoke(job, stream) ?? [])
            {
                Finish(follower);
            }

            if (behavior.Draw is { } draw)
            {
                plans.Add(draw(job, stream));
                AddSecond(job, behavior.Family, plans);
            }
        }

        long planned = plans.Aggregate(RunSeconds(job), (longest, plan) => Math.Max(longest, plan.MinRunSeconds));
        JobDraft draft = _healthy.Of(job, planned);
        foreach (InjectionPlan plan in plans)
        {
            // A job that fails before it shows its behaviour would be mislabelled.
            draft.Outcome = JobOutcome.Completed;
            plan.Apply(draft);
        }

        Finish(draft);
    }

    // Shares of all behaviours scaled up, so that what remains is drawn in their proportions.
    private void AddSecond(Job job, string family, List<InjectionPlan> plans)
    {
        double mixed = _mixing.NextDouble(), which = _mixing.NextDouble();
        double total = _behaviors.Sum(entry => entry.Share);
        if (mixed < _options.MixedShare && Choose(job, which * total, family) is { Behavior.Draw: { } draw } second)
        {
            // A preparation pushes the rest of the life back, so that it has to come first.
            plans.Insert(second.Behavior.Family == Preparation ? 0 : plans.Count, draw(job, second.Stream));
        }
    }

    private (InjectedBehavior Behavior, double Share, RandomStream Stream)? Choose(
        Job job, double u, string otherThan)
    {
        foreach (var entry in _behaviors)
        {
            if ((u -= entry.Share) < 0)
            {
                string family = entry.Behavior.Family;
                bool meets = otherThan.Length == 0 || (family != otherThan && family != Whole && otherThan != Whole);
                return meets && entry.Behavior.Fits(job) ? entry : null;
            }
        }

        return null;
    }

    private void Finish(JobDraft draft)
    {
        if (draft.Request.TotalGpus > 0)
        {
            HealthyLife.FollowPower(draft);
        }

        foreach (Action<JobDraft> change in draft.Later)
        {
            change(draft);
        }

        DerivedLabels.AddTo(draft);
        _jobs.Add(draft.ToJob());
        _labels.AddRange(draft.Labels);
    }

    private static long RunSeconds(Job job) => Math.Max(1, job.Profile.RunTime.Ticks / TimeSpan.TicksPerSecond);
}
