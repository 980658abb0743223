using ClusterSim.Scheduling;
using ClusterSim.Engine;

namespace ClusterSim.Experiments;

/// <summary>
/// Reads a set of simulation options; what it does not name keeps the value of the set that it starts from.
/// </summary>
internal static class OptionReader
{
    private static readonly string[] Keys =
    [
        "overheads", "checkpoints", "failures", "kill_at_walltime", "estimates", "horizon", "sampling_interval",
        "interference", "signals", "power", "network",
    ];

    /// <param name="place">The mapping.</param>
    /// <param name="start">Where it starts from.</param>
    /// <param name="named">Whether it stands on the options axis and so needs a name.</param>
    public static OptionChoice Read(SpecPlace place, OptionChoice start, bool named)
    {
        Dictionary<string, SpecPlace> members =
            place.Members("a mapping of simulation options", named ? ["name", .. Keys] : Keys);
        if (named && !members.ContainsKey("name"))
        {
            place.Report("found no key 'name', expected a name for this set of options");
        }

        start = members.TryGetValue("failures", out SpecPlace? failures)
            ? FaultReader.ReadFailures(failures, start)
            : start;
        start = members.TryGetValue("overheads", out SpecPlace? overheads)
            ? start with { Overheads = ReadOverheads(overheads, start.Overheads) }
            : start;
        return start with
        {
            Name = members.GetValueOrDefault("name")?.Text("a name") ?? start.Name,
            Overheads = members.TryGetValue("checkpoints", out SpecPlace? checkpoints)
                ? FaultReader.ReadCheckpoints(checkpoints, start.Overheads)
                : start.Overheads,
            KillAtWalltime = members.GetValueOrDefault("kill_at_walltime")?.Truth() ?? start.KillAtWalltime,
            Estimates = members.TryGetValue("estimates", out SpecPlace? estimates)
                ? ReadEstimates(estimates) ?? start.Estimates
                : start.Estimates,
            Horizon = members.GetValueOrDefault("horizon")?.Duration(TimeSpan.FromTicks(1)) ?? start.Horizon,
            Interference = members.TryGetValue("interference", out SpecPlace? interference)
                ? ReadInterference(interference) ?? start.Interference
                : start.Interference,
            Signals = members.TryGetValue("signals", out SpecPlace? signals)
                ? SignalReader.Read(signals)
                : start.Signals,
            Power = members.TryGetValue("power", out SpecPlace? power) ? PowerReader.Read(power) : start.Power,
            Network = members.TryGetValue("network", out SpecPlace? network)
                ? NetworkReader.Read(network)
                : start.Network,
            SamplingInterval = members.GetValueOrDefault("sampling_interval")?.Duration(TimeSpan.FromTicks(1))
                ?? start.SamplingInterval,
        };
    }

    private static Overheads ReadOverheads(SpecPlace place, Overheads start)
    {
        Dictionary<string, SpecPlace> members = place.Members(
            "a mapping of overheads", "start_up", "checkpoint", "restore", "migrate", "checkpoint_interval",
            "preemption");
        TimeSpan? interval = members.GetValueOrDefault("checkpoint_interval")?.Duration(TimeSpan.FromTicks(1));
        return start with
        {
            StartUp = members.GetValueOrDefault("start_up")?.Duration(TimeSpan.Zero) ?? start.StartUp,
            Checkpoint = members.GetValueOrDefault("checkpoint")?.Duration(TimeSpan.Zero) ?? start.Checkpoint,
            Restore = members.GetValueOrDefault("restore")?.Duration(TimeSpan.Zero) ?? start.Restore,
            Preemption = members.TryGetValue("preemption", out SpecPlace? preemption)
                ? ReadPreemption(preemption)
                : start.Preemption,
            Migrate = members.GetValueOrDefault("migrate")?.Duration(TimeSpan.Zero) ?? start.Migrate,
            CheckpointInterval = interval ?? start.CheckpointInterval,
        };
    }

    private static PreemptionCost ReadPreemption(SpecPlace place)
    {
        string[] names = [.. Enum.GetNames<PreemptionCost>().Select(name => name.ToLowerInvariant())];
        int known = place.Node is SpecScalar scalar ? Array.IndexOf(names, scalar.Text) : -1;
        if (known < 0)
        {
            place.Expected("one of " + string.Join(", ", names));
        }

        return (PreemptionCost)Math.Max(known, 0);
    }

    private static string? ReadInterference(SpecPlace place)
    {
        if (place.Node is SpecScalar scalar && InterferenceText.Located(scalar.Text, place.FullPath) is { } known)
        {
            return known;
        }

        place.Expected(InterferenceText.Expected);
        return null;
    }

    private static EstimateChoice? ReadEstimates(SpecPlace place)
    {
        if (place.Node is SpecScalar scalar && EstimateText.Parse(scalar.Text) is { } choice)
        {
            return choice;
        }

        place.Expected(EstimateText.Expected);
        return null;
    }
}
