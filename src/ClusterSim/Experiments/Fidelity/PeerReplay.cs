using System.Collections.Immutable;
using ClusterSim.Engine;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Makes the runs that the registry describes and compares them with the peers' schedules.</summary>
public static class PeerReplay
{
    /// <summary>The files of a schedule that are not in a folder of data, as paths below it.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="dataFolder">The folder.</param>
    public static ImmutableArray<string> Missing(PeerSchedule schedule, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(dataFolder);
        string[] files = ChoiceName.IsShorthand(schedule.Platform)
            ? [schedule.Trace, schedule.Schedule, .. schedule.SetFiles.Values]
            : [schedule.Trace, schedule.Schedule, .. schedule.SetFiles.Values, schedule.Platform];
        return [.. files.Where(file => !File.Exists(Path.Combine(dataFolder, file)))];
    }

    /// <summary>Makes one run and compares it.</summary>
    /// <param name="schedule">What to compare with.</param>
    /// <param name="dataFolder">The folder that holds traces and schedules.</param>
    /// <exception cref="ExperimentException">A file is not there, or the run cannot be made.</exception>
    public static PeerComparison Run(PeerSchedule schedule, string dataFolder)
    {
        ImmutableArray<string> missing = Missing(schedule, dataFolder);
        if (!missing.IsEmpty)
        {
            throw new ExperimentException(
                $"{Path.Combine(dataFolder, missing[0])}: found no such file, expected it in the folder that --data "
                + "names; the data of the peers does not come with this program");
        }

        ReplayInputs inputs = ReplayInputs.Load(ScenarioOf(schedule, dataFolder), schedule.Filters);
        LastPlacements placements = new(inputs.Workload.Jobs.Length);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RunResult result = schedule.Columns.Nodes is null
            ? Simulation.Run(inputs.Workload, inputs.Platform, inputs.Policy, inputs.Options)
            : Simulation.Run(inputs.Workload, inputs.Platform, inputs.Policy, inputs.Options, placements);
        TimeSpan cpuTime = Environment.CpuUsage.TotalTime - before;
        ScheduleComparer comparer = new(schedule, inputs.Workload, result, placements);
        string answer = Path.Combine(dataFolder, schedule.Schedule);
        return comparer.Compare(ScheduleTable.Read(answer, schedule.Columns), cpuTime);
    }

    private static Scenario ScenarioOf(PeerSchedule schedule, string dataFolder)
    {
        string trace = Path.Combine(dataFolder, schedule.Trace);
        string platform = ChoiceName.IsShorthand(schedule.Platform)
            ? schedule.Platform
            : Path.Combine(dataFolder, schedule.Platform);
        var files = schedule.SetFiles
            .Select(option => KeyValuePair.Create(option.Key, Path.Combine(dataFolder, option.Value)));
        return new Scenario(
            1, "", "", new TraceChoice { Name = schedule.Trace, Path = trace, Format = schedule.Format },
            new PlatformChoice(schedule.Platform, platform),
            new PolicyChoice { Name = schedule.Policy, Policy = schedule.Policy, Set = schedule.Set.AddRange(files) },
            schedule.Options, Seed: 1);
    }
}
