using System.Globalization;
using System.Text;
using ClusterSim.Scheduling;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>The command line that makes the run of a schedule, to be joined on the job's identifier.</summary>
internal static class RunCommand
{
    public static string Of(PeerSchedule schedule)
    {
        string platform = ChoiceName.IsShorthand(schedule.Platform) ? schedule.Platform : "DIR/" + schedule.Platform;
        StringBuilder line = new(
            $"clustersim run --trace DIR/{schedule.Trace} --platform {platform} --policy {schedule.Policy}");
        if (schedule.Format is { } format)
        {
            line.Append(" --format ").Append(format);
        }

        foreach ((string name, string value) in schedule.Set)
        {
            line.Append(CultureInfo.InvariantCulture, $" --set {name}={value}");
        }

        foreach ((string name, string file) in schedule.SetFiles)
        {
            line.Append(CultureInfo.InvariantCulture, $" --set {name}=DIR/{file}");
        }

        foreach (string filter in schedule.Filters)
        {
            line.Append(" --filter ").Append(filter);
        }

        AppendOptions(line, schedule.Options);
        return line.Append(" --out out/").Append(schedule.Name).ToString();
    }

    private static void AppendOptions(StringBuilder line, OptionChoice options)
    {
        if (options.Estimates.Source == EstimateSource.Exact)
        {
            line.Append(" --estimates ").Append(EstimateText.Of(options.Estimates));
        }

        if (options.Overheads.StartUp > TimeSpan.Zero)
        {
            line.Append(" --option overheads.start_up=").Append(Length(options.Overheads.StartUp));
        }

        if (options.Overheads.Restore > TimeSpan.Zero)
        {
            line.Append(" --option overheads.restore=").Append(Length(options.Overheads.Restore));
        }

        if (options.Overheads.Preemption != PreemptionCost.None)
        {
            line.Append(" --option overheads.preemption=")
                .Append(options.Overheads.Preemption.ToString().ToLowerInvariant());
        }

        if (options.KillAtWalltime)
        {
            line.Append(" --option kill_at_walltime=true");
        }

        if (options.Horizon is { } horizon)
        {
            line.Append(" --option horizon=").Append(Length(horizon));
        }
    }

    private static string Length(TimeSpan length) =>
        DurationText.Of(length).Replace(" ", "", StringComparison.Ordinal);
}
