using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Reports.Charts;
using ClusterSim.Statistics;

namespace ClusterSim.Reports.Page;

/// <summary>What acting on rules brought in a run, and what was left undone and why.</summary>
internal static class LedgerBlocks
{
    private const double SecondsPerHour = 3600;

    public static IEnumerable<ReportBlock> Of(ReportRun run)
    {
        if (run.Result.Ledger.IsEmpty)
        {
            yield break;
        }

        double? price = PriceOf(run);
        yield return Promises(run, price);
        IEnumerable<RefusedActions> refused = run.Result.Ledger.SelectMany(entry => entry.Refused);
        ActionRefusal[] reasons = [.. refused.Select(of => of.Reason).Distinct().Order()];
        if (reasons.Length > 0)
        {
            yield return Refusals(run, reasons);
        }
    }

    private static TableBlock Promises(ReportRun run, double? price) => new(
        $"What acting on the rules brought under {run.Name}, with 95 % intervals",
        [
            "rule", "advice", "hits", "carried out", "promised (GPU h)", "obtained (GPU h)", "jobs harmed", "stopped",
            "obtained per promised", "jobs delayed",
            .. price is null ? ImmutableArray<string>.Empty : ["obtained (money)"],
        ],
        [.. run.Result.Ledger.Select(entry => Row(entry, price))], [1, 7]);

    private static ImmutableArray<string> Row(RuleLedgerEntry entry, double? price) =>
    [
        entry.RuleId, Words(LedgerJson.NameOf(entry.Action)), Readable.Count(entry.Detections),
        Readable.Count(entry.Applied), Hours(entry.PromisedGpuSeconds),
        Hours(entry.ObtainedGpuSeconds) + Ends(entry.ObtainedInterval, SecondsPerHour),
        Readable.Count(entry.JobsHarmed), entry.Suspended ? "yes" : "no",
        entry.ObtainedPerPromised is { } ratio
            ? Readable.Significant(ratio.Estimate, 2) + Ends(ratio, 1)
            : Readable.None,
        Readable.Count(entry.JobsDelayed),
        .. price is { } each
            ? [Readable.Significant(entry.ObtainedGpuSeconds / SecondsPerHour * each)]
            : ImmutableArray<string>.Empty,
    ];

    private static TableBlock Refusals(ReportRun run, ActionRefusal[] reasons) => new(
        $"Advice that was not followed under {run.Name}, by reason",
        ["rule", .. reasons.Select(reason => Words(LedgerJson.NameOf(reason)))],
        [.. run.Result.Ledger.Where(entry => !entry.Refused.IsEmpty).Select(entry => (ImmutableArray<string>)
        [
            entry.RuleId,
            .. reasons.Select(reason =>
                Readable.Count(entry.Refused.SingleOrDefault(refused => refused.Reason == reason).Count)),
        ])], []);

    // Known only where all GPUs cost the same: a GPU hour that was set free is not one of a certain model.
    private static double? PriceOf(ReportRun run)
    {
        var prices = run.Finished.MetricsOptions.PricesPerGpuHour;
        double?[] each =
        [
            .. run.Result.Platform.GpuModels.Select(model =>
                prices.TryGetValue(model.Name, out double price) ? price : model.PricePerHour).Distinct(),
        ];
        return each.Length == 1 ? each[0] : null;
    }

    private static string Hours(double seconds) => Readable.Significant(seconds / SecondsPerHour);

    private static string Ends(ConfidenceInterval? interval, double unit) => interval is { } of
        ? $" ({Readable.Significant(of.Low / unit, 2)} to {Readable.Significant(of.High / unit, 2)})"
        : "";

    private static string Words(string name) => name.Replace('_', ' ');
}
