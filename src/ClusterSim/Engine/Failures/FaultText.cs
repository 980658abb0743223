using System.Globalization;

namespace ClusterSim.Engine.Failures;

/// <summary>Options of failures and checkpoints as names and texts, for records of what a run was made of.</summary>
internal static class FaultText
{
    /// <summary>Everything that is switched on, in a fixed order.</summary>
    public static IEnumerable<(string Name, string Value)> Of(
        FailureModel? nodes, FaultOptions faults, Overheads overheads) =>
    [
        .. Of("nodes", nodes), .. Of("gpus", faults.Gpus), .. Of("racks", faults.Domains), .. Of("links", faults.Links),
        .. faults.Spot is { } spot ? Of(spot) : [],
        .. faults.Retries is { } retries ? Of(retries) : [],
        ("listed_outages", Text(faults.Listed.Length)),
        ("checkpoint_rule", overheads.CheckpointRule.ToString().ToLowerInvariant()),
        ("periodic_checkpoint", Text(overheads.PeriodicCheckpoint)),
    ];

    private static IEnumerable<(string, string)> Of(string units, FailureModel? model) => model is null
        ? []
        :
        [
            (units + ".mean_time_between_failures", Text(model.MeanTimeBetweenFailures)),
            (units + ".mean_time_to_repair", Text(model.MeanTimeToRepair)), (units + ".shape", Text(model.Shape)),
            (units + ".repair", model.Repair.ToString().ToLowerInvariant()),
            (units + ".repair_sigma", Text(model.RepairSigma)),
        ];

    private static IEnumerable<(string, string)> Of(SpotModel spot) =>
    [
        ("spot.mean_time_between_reclaims", Text(spot.MeanTimeBetweenReclaims)),
        ("spot.mean_time_to_return", Text(spot.MeanTimeToReturn)), ("spot.notice", Text(spot.Notice)),
        ("spot.share", Text(spot.Share)), ("spot.single_gpus", spot.SingleGpus ? "true" : "false"),
    ];

    private static IEnumerable<(string, string)> Of(RetryModel retries) =>
    [
        ("retries.max_attempts", Text(retries.MaxAttempts)), ("retries.back_off", Text(retries.BackOff)),
        ("retries.back_off_growth", Text(retries.BackOffGrowth)),
        ("retries.success_share", Text(retries.SuccessShare)),
        ("retries.resume", retries.Resume ? "true" : "false"),
        ("retries.max_evictions", retries.MaxEvictions is { } most ? Text(most) : "none"),
    ];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan length) =>
        (length.Ticks / (decimal)TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + " s";
}
