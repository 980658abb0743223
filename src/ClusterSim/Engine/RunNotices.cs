using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Behavior;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies.Energy;
using ClusterSim.Signals;

namespace ClusterSim.Engine;

/// <summary>
/// What a reader of a result should know: inputs that could not influence it, and jobs that it does not cover.
/// </summary>
internal static class RunNotices
{
    public static ImmutableArray<string> Of(RunState run, ISchedulingPolicy policy)
    {
        List<string> notices =
            [.. run.Workload.Source.Mappings.Select(mapping => $"Not from the trace but filled in: {mapping}.")];
        bool sensitive = run.Workload.Jobs.Any(job => job.Profile.NetworkSensitivity > 0);
        var network = run.Platform.Network;
        if (!sensitive && (network.CrossNodePenalty > 0 || network.CrossTorPenalty > 0))
        {
            notices.Add(
                "The platform's placement penalties had no effect: "
                + "no job of the workload is sensitive to the network.");
        }

        AddNetwork(run, notices);

        AddPlatform(run, notices);
        if (run.Options.KillAtWalltime && !run.Workload.Jobs.Any(job => job.Request.Walltime is not null))
        {
            notices.Add("Killing at the walltime had no effect: no job has a walltime.");
        }

        IReadOnlyList<ISchedulingPolicy> chain = PolicyChain.Of(policy);
        if (chain.Any(one => one is IRuleLedger) && run.Options.Rules.IsEmpty && run.Options.Detectors.IsEmpty)
        {
            notices.Add($"Policy '{policy.Name}' had nothing to act on: no rules watched the run.");
        }

        if (run.Options.Overheads is { Checkpoint.Ticks: 0, Restore.Ticks: 0 }
            && run.Jobs.Restarts.Any(count => count > 0))
        {
            notices.Add(
                "Stopping and resuming jobs cost nothing: checkpoint and restore were left at 0 s. Published: 62 s a "
                + "preemption (Gu et al., NSDI 2019).");
        }

        AddPower(run, notices);
        if (chain.Any(one => one is SleepingPolicy)
            && !Enumerable.Range(0, run.Platform.Nodes.Length).Any(node => run.View.Power.SleepOf(node) is not null))
        {
            notices.Add(
                $"Policy '{policy.Name}' put nothing to sleep: no node of the platform states how it sleeps, nor does "
                + "the option power.sleep.");
        }

        AddSignals(run, notices);
        AddSharing(run, notices);
        AddJobCounts(run, notices);
        return [.. notices];
    }

    private static void AddNetwork(RunState run, List<string> notices)
    {
        var network = run.Platform.Network;
        if (run.Network is not null)
        {
            string how = run.Options.LinkContention switch
            {
                LinkContention.None => "each has every link for itself",
                LinkContention.Interleaved => "one sends while the other computes, as far as the link has room",
                _ => "all of them send at the same time",
            };
            notices.Add(
                $"Links carry what jobs send that have a communication profile and more than one GPU; {how}; storage "
                + "and other traffic is not modelled.");
        }
        else if (network.Fabric is not null)
        {
            notices.Add("The network had no effect: no job has a communication profile.");
        }
        else if (network.SpineGbps > 0 || run.Platform.Nodes.Any(node => node.NicGbps > 0))
        {
            notices.Add(
                "Link and NIC bandwidths had no effect: the platform does not say how its network is wired "
                + "(network.kind).");
        }
    }

    // A machine without watts would pass for one that saves them.
    private static void AddPower(RunState run, List<string> notices)
    {
        if (run.Power is null)
        {
            return;
        }

        Platform platform = run.Platform;
        string[] models =
        [
            .. platform.Nodes.Where(node => node.Gpus > 0).Select(node => node.GpuModel)
                .Distinct(StringComparer.Ordinal)
                .Where(model => platform.GpuModels.FirstOrDefault(known => known.Name == model)?.MaxWatts is null),
        ];
        if (models.Length > 0)
        {
            notices.Add(
                "GPUs whose platform states no power drew none in the accounts of energy: "
                + $"{string.Join(", ", models.Select(model => model.Length > 0 ? model : "GPUs without a model"))}.");
        }

        int without = platform.Nodes.Count(node => node.BaseWatts is null && node.Power is null);
        if (without > 0 && run.Options.Power!.BaseWatts == 0)
        {
            notices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{without} of {platform.Nodes.Length} nodes state no base power and drew none beside their GPUs."));
        }
    }

    private static void AddSignals(RunState run, List<string> notices)
    {
        if (run.Options.Signals is not { } signals)
        {
            return;
        }

        notices.AddRange(signals.Notices);
        notices.AddRange(signals.Repetitions(run.Now));
        if (signals.Forecast.IsOracle)
        {
            string error = signals.Forecast.Kind == ForecastKind.Perfect ? "" : string.Create(
                CultureInfo.InvariantCulture,
                $", with a normal error of {signals.Forecast.Error * 100:0.##} % of the mean added");
            notices.Add($"Forecasts came from an oracle: policies were told the true future of signals{error}.");
        }

        if (run.Power is null && (signals.Carbon ?? signals.EnergyPrice) is not null)
        {
            notices.Add("Signals had no effect on accounts: power was not accounted for.");
        }
    }

    private static void AddSharing(RunState run, List<string> notices)
    {
        bool shared = run.View.Tenants.EverShared;
        if (shared && run.Options.Interference is null)
        {
            notices.Add(
                "Jobs that shared GPUs ran at full speed, but for those that yield: no model of interference was set.");
        }
        else if (shared)
        {
            int unknown = run.Workload.Jobs.Count(job => job.Profile.Signature is null);
            string known = unknown == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture,
                $" Of {unknown} jobs nothing was known; beside others they counted as fully busy.");
            notices.Add($"Speeds of jobs that shared GPUs: {run.Options.Interference!.Name}.{known}");
        }
        else if (run.Options.Interference is not null)
        {
            notices.Add("The model of interference had no effect: no jobs shared GPUs.");
        }
    }

    private static void AddPlatform(RunState run, List<string> notices)
    {
        Platform platform = run.Platform;
        if (run.Power is null && platform.Nodes.Any(node => node.Power is not null))
        {
            notices.Add(
                "Speeds and watts of the nodes had no effect: run times are taken as recorded, and only the power of "
                + "GPUs and the base power of nodes are counted.");
        }

        if (platform.Notices.Length > 0)
        {
            notices.Add($"Platform '{platform.Name}': {string.Join("; ", platform.Notices)}.");
        }
    }

    private static void AddJobCounts(RunState run, List<string> notices)
    {
        Count(
            JobStatus.Rejected,
            "rejected, because the platform cannot host them even when empty or because the policy turned them away");
        Count(JobStatus.Pending, "still waiting when the run ended: nothing that could start them was left to happen");
        Count(JobStatus.Running, "still running when the run ended");
        Count(JobStatus.Unsubmitted, "not submitted before the run ended");

        void Count(JobStatus status, string what)
        {
            int count = run.Jobs.Status.Count(s => s == status);
            if (count > 0)
            {
                notices.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{count} of {run.Jobs.Count} jobs were {what}."));
            }
        }
    }
}
