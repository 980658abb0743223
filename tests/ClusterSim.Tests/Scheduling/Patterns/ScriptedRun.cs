using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>Runs with recommendations that a test wrote down.</summary>
internal static class ScriptedRun
{
    public static RunResult Of(
        Workload workload, Platform platform, ISchedulingPolicy policy, IEnumerable<Hint> hints,
        SimulationOptions? options = null, params IEventObserver[] observers) =>
        Of(workload, platform, policy, new ScriptedMonitor(hints), options, observers);

    public static RunResult Of(
        Workload workload, Platform platform, ISchedulingPolicy policy, IBehaviorMonitor monitor,
        SimulationOptions? options = null, params IEventObserver[] observers)
    {
        List<IEventObserver> all = [.. observers, monitor];
        if (policy is IEventObserver observing)
        {
            all.Add(observing);
        }

        RunState state = new(workload, platform, options ?? new SimulationOptions(), new EventStream(all));
        return new SimulationRun(state, policy, monitor).Run();
    }

    public static RunResult Of(
        Workload workload, Platform platform, string basePolicy, PatternDrivenOptions? options, params Hint[] hints) =>
        Of(workload, platform, Policies.PatternDriven(PolicyCatalog.Create(basePolicy), options), hints);

    public static RuleLedgerEntry Entry(this RunResult run, string rule = "rule") =>
        run.Ledger.Single(entry => entry.RuleId == rule);

    public static int Refused(this RunResult run, ActionRefusal reason, string rule = "rule") =>
        run.Entry(rule).Refused.SingleOrDefault(refused => refused.Reason == reason).Count;

    public static double[] Ends(this RunResult run) => [.. run.Jobs.Select(job => job.EndTime.Seconds)];

    public static double[] Starts(this RunResult run) => [.. run.Jobs.Select(job => job.StartTime.Seconds)];
}
