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
        _ => throw new ArgumentOutOfRangeException(nameof(victims)),
    };

    /// <summary>The option that says which form of a policy runs, with its value.</summary>
    public static ImmutableSortedDictionary<string, string> Of(PolicyVariant variant) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("variant", variant == PolicyVariant.Artefact ? "artefact" : "corrected");

    /// <summary>How many blocked jobs hold reservations.</summary>
    public static string OfDepth(int depth) =>
        depth == int.MaxValue ? "all" : depth.ToString(CultureInfo.InvariantCulture);
}
