using System.Collections.Immutable;
using ClusterSim.Events;

namespace ClusterSim.Workloads.Injection;

/// <summary>Jobs that a device, a link or one slow member slows down.</summary>
internal static class DeviceBehaviors
{
    private static readonly TimeSpan Threshold = TimeSpan.FromMinutes(10), ThrottleThreshold = TimeSpan.FromMinutes(5);
    private const int CreepSteps = 12;

    public static ImmutableArray<InjectedBehavior> All => [PowerCapped, Overheated, Straggler, Congested, Creep];

    private static readonly InjectedBehavior PowerCapped = new(
        "power-capped", true, "device", "a power limit slows its GPUs down",
        "throttled for more than 20 % of the time, for 5 minutes", "our choice; no published threshold found")
    {
        Draw = (_, stream) =>
        {
            double share = Reach.Between(25, 90, stream), watt = Reach.Between(150, 250, stream);
            return Stretch.Plan(PowerCapped!, ThrottleThreshold, stream, (draft, stretch) =>
            {
                draft.Of(Metric.GpuThrottle).Raise(stretch.From, stretch.Until, share);
                draft.Later.Add(last => last.Of(Metric.GpuPower).Set(stretch.From, stretch.Until, watt));
            });
        },
    };

    private static readonly InjectedBehavior Overheated = new(
        "overheated", true, "device", "heat slows its GPUs down",
        "85 C or more for 5 minutes", "A100 slow-down range; the hottest sample of Seren is 80 C (AcmeTrace)")
    {
        Draw = (_, stream) =>
        {
            double celsius = Reach.Between(86, 95, stream), share = Reach.Between(25, 90, stream);
            return Stretch.Plan(Overheated!, ThrottleThreshold, stream, (draft, stretch) =>
            {
                draft.Of(Metric.GpuTemperature).Raise(stretch.From, stretch.Until, celsius);
                draft.Of(Metric.GpuThrottle).Raise(stretch.From, stretch.Until, share);
            });
        },
    };

    private static readonly InjectedBehavior Straggler = new(
        "straggler", true, "steps", "one slow member makes every step longer",
        "steps at least 1.5 times as long as before, for 10 minutes", "our choice, beyond the 3 sigma of StepOutlier")
    {
        Fits = job => job.Request.TotalGpus > 1,
        Draw = (_, stream) =>
        {
            double factor = Reach.Between(1.7, 4, stream);
            return Stretch.Plan(Straggler!, Threshold, stream, (draft, stretch) =>
                draft.Of(Metric.StepTime).Map(stretch.From, stretch.Until, seconds => seconds * factor));
        },
    };

    private static readonly InjectedBehavior Congested = new(
        "congested-link", true, "network", "waits for a full link that it shares",
        "its busiest link above 90 % while its GPUs are below 50 %, for 10 minutes",
        "our choice; no published threshold found")
    {
        Fits = job => job.Request is { TotalGpus: > 1, Instances: > 1 },
        Draw = (_, stream) =>
        {
            double link = Reach.Between(92, 100, stream), factor = Reach.Between(1.1, 1.4, stream);
            double permille = Reach.Between(310, 480, stream);
            return Stretch.Plan(Congested!, Threshold, stream, (draft, stretch) =>
            {
                draft.Permille.Cap(stretch.From, stretch.Until, permille);
                draft.Of(Metric.LinkUtilization).Raise(stretch.From, stretch.Until, link);
                draft.Of(Metric.StepTime).Map(stretch.From, stretch.Until, seconds => seconds * factor);
            });
        },
    };

    private static readonly InjectedBehavior Creep = new(
        "memory-creep", true, "memory", "its main memory fills up until it is nearly gone",
        "main memory above 90 % of what was asked for", "our choice; SageMaker Debugger watches its growth")
    {
        Draw = (_, stream) =>
        {
            double last = Reach.Between(70, 100, stream);
            return new InjectionPlan(7200, draft =>
            {
                long step = (draft.UsefulSeconds - draft.ComputeStart) / CreepSteps;
                for (int i = 0; i < CreepSteps; i++)
                {
                    draft.UseMemory(
                        draft.ComputeStart + (i * step), draft.RunSeconds, 40 + ((last - 40) * (i + 1) / CreepSteps));
                }

                // In percent of memory the band of 15 % would reach beyond all of it: 2 points instead.
                LabelGrade grade = last < 88 ? LabelGrade.LooksLike : last <= 92 ? LabelGrade.Borderline
                    : LabelGrade.Clear;
                long onset = draft.ComputeStart + ((CreepSteps - 1) * step);
                draft.Label(Creep!, grade, 0, draft.RunSeconds, onset);
            });
        },
    };
}
