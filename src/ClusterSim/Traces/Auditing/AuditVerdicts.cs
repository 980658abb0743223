using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Traces.Auditing;

/// <summary>Says what an audit means.</summary>
internal static class AuditVerdicts
{
    private const double SecondsPerDay = 86_400;

    public static ImmutableArray<string> Of(TraceAudit audit)
    {
        if (audit.Load is not { } load)
        {
            return ["No platform was given and the trace names no machine: loads and misfits are unknown."];
        }

        List<string> verdicts =
        [
            .. load.Resources.Where(resource => resource is { Binding: true, Load: > 1 })
                .Select(resource => TooMuch(resource, load.SpanSeconds)),
            .. audit.Misfits.Select(Misfit),
        ];
        if (verdicts.Count == 0)
        {
            verdicts.Add(load.Busiest is { } busiest
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The platform can carry it: every job fits, and the greatest offered load is "
                        + $"{busiest.Load:0.00} ({busiest.Resource}).")
                : "Every job fits; all are submitted at once, so that there is no load over time.");
        }

        return [.. verdicts];
    }

    private static string TooMuch(ResourceLoad resource, double spanSeconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"The queue cannot drain while jobs come in: offered load {resource.Load:0.00} on {resource.Resource} "
        + $"({resource.DemandedHours:0} {resource.Unit.TrimEnd('s')} hours asked of {resource.Capacity:0.##} "
        + $"{resource.Unit} in {spanSeconds / SecondsPerDay:0.##} days). After the last submission at least "
        + $"{(resource.Load - 1) * spanSeconds / SecondsPerDay:0.##} days of work are left.");

    private static string Misfit(MisfitGroup group)
    {
        string jobs = group.Jobs == 1 ? "1 job can" : Text($"{group.Jobs} jobs can");
        string more = group.Jobs > group.Examples.Length ? ", ..." : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{jobs} never fit: {group.Resource}, at most {group.Largest:0.###} asked, {group.Available:0.###} "
            + $"there ({string.Join(", ", group.Examples)}{more}).");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
