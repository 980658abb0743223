using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The names of parts in experiment files and results.</summary>
internal static class PartNames
{
    public static string Of(BackfillKind backfill) => backfill switch
    {
        BackfillKind.None => "none",
        BackfillKind.Skip => "skip",
        BackfillKind.Easy => "easy",
        BackfillKind.Conservative => "conservative",
        _ => throw new ArgumentOutOfRangeException(nameof(backfill)),
    };

    public static string Of(PreemptionKind preemption) => preemption switch
    {
        PreemptionKind.None => "none",
        PreemptionKind.Priority => "priority",
        _ => throw new ArgumentOutOfRangeException(nameof(preemption)),
    };

    public static string Of(VictimChoice victims) => victims switch
    {
        VictimChoice.Youngest => "youngest",
        VictimChoice.Oldest => "oldest",
        VictimChoice.LeastWasted => "least-wasted",
        _ => throw new ArgumentOutOfRangeException(nameof(victims)),
    };

    public static string Of(StopKind stop) => stop switch
    {
        StopKind.Checkpoint => "checkpoint",
        StopKind.Kill => "kill",
        _ => throw new ArgumentOutOfRangeException(nameof(stop)),
    };

    /// <summary>The options of preemption with their values.</summary>
    public static ImmutableSortedDictionary<string, string> Of(PreemptionOptions preemption) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add(PolicyParts.VictimsOption.Name, Of(preemption.Victims))
            .Add(PolicyParts.StopOption.Name, Of(preemption.Stop))
            .Add(PolicyParts.ExemptOption.Name, Seconds(preemption.Exempt))
            .Add(PolicyParts.GraceOption.Name, Seconds(preemption.Grace));

    /// <summary>A length of time as options have it.</summary>
    public static string Seconds(TimeSpan length) =>
        length.TotalSeconds.ToString(CultureInfo.InvariantCulture) + "s";

    /// <summary>The option that says which form of a policy runs, with its value.</summary>
    public static ImmutableSortedDictionary<string, string> Of(PolicyVariant variant) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("variant", variant == PolicyVariant.Artefact ? "artefact" : "corrected");

    /// <summary>How many blocked jobs hold reservations.</summary>
    public static string OfDepth(int depth) =>
        depth == int.MaxValue ? "all" : depth.ToString(CultureInfo.InvariantCulture);
}
