using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The option <c>variant</c>, the same for every policy that has a published simulator with defects.</summary>
internal static class PolicyVariants
{
    private static readonly ImmutableArray<(string Name, Func<PolicyVariant> Make)> s_choices =
        [("corrected", () => PolicyVariant.Corrected), ("artefact", () => PolicyVariant.Artefact)];

    public static PolicyOption Option { get; } = new(
        "variant", "corrected", "one of " + PolicyParts.Names(s_choices),
        "Whether to reckon as the paper says, or as its authors' simulator does, defects included.");

    public static PolicyVariant Of(OptionValues values) => values.Choice(Option.Name, s_choices);
}
