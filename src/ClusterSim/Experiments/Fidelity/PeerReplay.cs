using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Fidelity;

/// <summary>Makes the runs that the registry describes and compares them with the peers' schedules.</summary>
public static class PeerReplay
{
    /// <summary>Makes one run and compares it.</summary>
    /// <param name="schedule">What to compare with.</param>
    /// <param name="dataFolder">The folder that holds traces and schedules.</param>
    /// <exception cref="ExperimentException">A file is not there, or the run cannot be made.</exception>
    public static PeerComparison Run(PeerSchedule schedule, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(dataFolder);
        string trace = Below(dataFolder, schedule.Trace);
        string answer = Below(dataFolder, schedule.Schedule);
        Scenario scenario = ScenarioOf(schedule, trace, dataFolder);
        Platform platform = Platform.Load(scenario.Platform.Source);
        Workload recorded = Trace.Open(trace, schedule.Format).ToWorkload();
        Workload submitted = WorkloadFilter.Apply(recorded, schedule.Filters, platform);
        (Workload workload, _) = Estimates.Apply(submitted, scenario);
        ISchedulingPolicy policy = PolicyMaker.Make(scenario.Policy);
        SimulationOptions options = ScenarioRun.OptionsOf(scenario, [], []);
        LastPlacements placements = new(workload.Jobs.Length);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        RunResult result = schedule.Columns.Nodes is null
            ? Simulation.Run(workload, platform, policy, options)
            : Simulation.Run(workload, platform, policy, options, placements);
        TimeSpan cpuTime = Environment.CpuUsage.TotalTime - before;
        ScheduleComparer comparer = new(schedule, workload, result, placements);
        return comparer.Compare(ScheduleTable.Read(answer, schedule.Columns), cpuTime);
    }

    private static Scenario ScenarioOf(PeerSchedule schedule, string trace, string dataFolder)
    {
        string platform = ChoiceName.IsShorthand(schedule.Platform)
            ? schedule.Platform
            : Below(dataFolder, schedule.Platform);
        return new Scenario(
            1, "", "", new TraceChoice { Name = schedule.Trace, Path = trace, Format = schedule.Format },
            new PlatformChoice(schedule.Platform, platform),
            new PolicyChoice { Name = schedule.Policy, Policy = schedule.Policy, Set = schedule.Set },
            schedule.Options, Seed: 1);
    }

    private static string Below(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new ExperimentException(
            $"{path}: found no such file, expected it in the folder that --data names; the data of the peers does not "
            + "come with this program");
    }
}
