using ClusterSim.Engine;
using ClusterSim.Engine.Failures;

namespace ClusterSim.Experiments;

/// <summary>Reads the sections <c>failures</c> and <c>checkpoints</c> of a set of simulation options.</summary>
internal static class FaultReader
{
    private const string Between = "mean_time_between_failures", Repair = "mean_time_to_repair";

    private static readonly string[] ModelKeys = [Between, Repair, "shape", "repair", "repair_sigma"];

    private static readonly TimeSpan Least = TimeSpan.FromTicks(1);

    /// <summary>Puts the section <c>failures</c> in the place of what the options had.</summary>
    public static OptionChoice ReadFailures(SpecPlace place, OptionChoice options)
    {
        if (place.Node is SpecScalar { Text: "none" })
        {
            return options with { Failures = null, Faults = new FaultOptions(), OutageList = "" };
        }

        string[] keys = [.. ModelKeys, "gpus", "racks", "links", "spot", "retries", "list"];
        Dictionary<string, SpecPlace> members = place.Members("a mapping of failures, or 'none'", keys);
        FailureModel? Of(string key) =>
            members.TryGetValue(key, out SpecPlace? part) ? Model(part, part.Members("mean times", ModelKeys)) : null;
        return options with
        {
            Failures = ModelKeys.Any(members.ContainsKey) ? Model(place, members) : null,
            Faults = new FaultOptions
            {
                Gpus = Of("gpus"),
                Domains = Of("racks"),
                Links = Of("links"),
                Spot = members.TryGetValue("spot", out SpecPlace? spot) ? Spot(spot) : null,
                Retries = members.TryGetValue("retries", out SpecPlace? retries) ? Retries(retries) : null,
            },
            OutageList = members.GetValueOrDefault("list")?.File("a list of outages") ?? "",
        };
    }

    /// <summary>The overheads with the section <c>checkpoints</c>.</summary>
    public static Overheads ReadCheckpoints(SpecPlace place, Overheads start)
    {
        Dictionary<string, SpecPlace> members = place.Members("a mapping of checkpoints", "interval", "cost");
        Overheads read = start with
        {
            PeriodicCheckpoint = members.GetValueOrDefault("cost")?.Duration(TimeSpan.Zero) ?? start.PeriodicCheckpoint,
        };
        if (!members.TryGetValue("interval", out SpecPlace? interval))
        {
            return read;
        }

        CheckpointRule rule = (interval.Node as SpecScalar)?.Text switch
        {
            "young" => CheckpointRule.Young,
            "daly" => CheckpointRule.Daly,
            _ => CheckpointRule.Fixed,
        };
        bool none = interval.Node is SpecScalar { Text: "none" };
        if (rule != CheckpointRule.Fixed && read.PeriodicCheckpoint == TimeSpan.Zero)
        {
            interval.Report("found a rule without a 'cost' above 0, expected the time that a checkpoint takes");
            rule = CheckpointRule.Fixed;
        }

        return read with
        {
            CheckpointRule = rule,
            CheckpointInterval = rule == CheckpointRule.Fixed && !none ? interval.Interval() : null,
        };
    }

    private static FailureModel? Model(SpecPlace place, Dictionary<string, SpecPlace> members)
    {
        foreach (string missing in new[] { Between, Repair }.Where(key => !members.ContainsKey(key)))
        {
            place.Report($"found no key '{missing}', expected both {Between} and {Repair}");
        }

        TimeSpan? between = members.GetValueOrDefault(Between)?.Duration(Least);
        TimeSpan? repair = members.GetValueOrDefault(Repair)?.Duration(Least);
        RepairTimes times = members.TryGetValue("repair", out SpecPlace? kind)
            ? kind.OneOf<RepairTimes>() : RepairTimes.Exponential;
        double shape = members.GetValueOrDefault("shape")?.Number(0.01, 1000) ?? 1;
        double sigma = members.GetValueOrDefault("repair_sigma")?.Number(0, 10) ?? 1;
        return between is { } mean && repair is { } down
            ? new FailureModel(mean, down) { Shape = shape, Repair = times, RepairSigma = sigma }
            : null;
    }

    private static SpotModel? Spot(SpecPlace place)
    {
        const string reclaims = "mean_time_between_reclaims", back = "mean_time_to_return";
        Dictionary<string, SpecPlace> members =
            place.Members("a mapping of spot capacity", reclaims, back, "notice", "share", "single_gpus");
        foreach (string missing in new[] { reclaims, back }.Where(key => !members.ContainsKey(key)))
        {
            place.Report($"found no key '{missing}', expected both {reclaims} and {back}");
        }

        return members.GetValueOrDefault(reclaims)?.Duration(Least) is { } between
            && members.GetValueOrDefault(back)?.Duration(Least) is { } away
            ? new SpotModel(between, away)
            {
                Notice = members.GetValueOrDefault("notice")?.Duration(TimeSpan.Zero) ?? TimeSpan.Zero,
                Share = members.GetValueOrDefault("share")?.Number(0, 1) ?? 1,
                SingleGpus = members.GetValueOrDefault("single_gpus")?.Truth() ?? false,
            }
            : null;
    }

    private static RetryModel Retries(SpecPlace place)
    {
        Dictionary<string, SpecPlace> members = place.Members(
            "a mapping of retries", "max_attempts", "back_off", "back_off_growth", "success_share", "resume",
            "max_evictions");
        return new RetryModel
        {
            MaxAttempts = members.GetValueOrDefault("max_attempts")?.Whole(1, 1_000_000) ?? 1,
            BackOff = members.GetValueOrDefault("back_off")?.Duration(TimeSpan.Zero) ?? TimeSpan.Zero,
            BackOffGrowth = members.GetValueOrDefault("back_off_growth")?.Number(1, 100) ?? 1,
            SuccessShare = members.GetValueOrDefault("success_share")?.Number(0, 1) ?? 0,
            Resume = members.GetValueOrDefault("resume")?.Truth() ?? false,
            MaxEvictions = members.GetValueOrDefault("max_evictions")?.Whole(0, 1_000_000),
        };
    }
}
