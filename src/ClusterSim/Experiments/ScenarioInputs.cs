using System.Collections.Immutable;

namespace ClusterSim.Experiments;

/// <summary>What the inputs of a scenario contain, short enough to be compared.</summary>
/// <param name="Trace">Checksum of the trace file, or the generator's preset and seed.</param>
/// <param name="Platform">Checksum of the platform file, or the shorthand.</param>
/// <param name="Policy">Name and all options of the policy.</param>
/// <param name="Rules">Checksums of the rule files, then each detector as <c>detector:NAME</c>.</param>
/// <param name="WarmUpShare">Share of the submission period that is not measured at its beginning.</param>
/// <param name="CoolDownShare">Share of the submission period that is not measured at its end.</param>
/// <param name="WarmUp">Length of time that is not measured at the beginning.</param>
/// <param name="CoolDown">Length of time that is not measured at the end.</param>
internal sealed record ScenarioInputs(
    string Trace, string Platform, ImmutableArray<(string Name, string Value)> Policy, ImmutableArray<string> Rules,
    double WarmUpShare, double CoolDownShare, TimeSpan WarmUp, TimeSpan CoolDown)
{
    /// <summary>The signals with the checksums of their files; empty for none.</summary>
    public string Signals { get; init; } = "";

    /// <summary>Prices and embodied carbon that differ from the platform's and the published; empty for none.</summary>
    public string Prices { get; init; } = "";
}
