using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>
/// Explains jobs of a finished run: makes the run again, watches the job through it, and holds the outcome against the
/// tables that the run left.
/// </summary>
public static class RunExplainer
{
    /// <summary>Explains one job.</summary>
    /// <param name="folder">The folder of an experiment, or that of one of its runs.</param>
    /// <param name="jobId">Identifier of the job as in the trace.</param>
    /// <param name="policy">
    /// Name of the policy in the experiment; <c>null</c>: that of the run's folder, else the first after the baseline.
    /// </param>
    /// <exception cref="ExperimentException">
    /// The folder holds no finished experiment, or it has no such policy or job, or the run comes out otherwise now.
    /// </exception>
    /// <exception cref="Traces.TraceFormatException">The trace is missing or damaged.</exception>
    /// <exception cref="PlatformException">The platform is missing or wrong.</exception>
    public static JobExplanation Explain(string folder, string jobId, string? policy = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        (string root, string? run) = RootOf(folder);
        ExperimentSpec spec = RunRecipe.Load(root);
        ImmutableArray<Scenario> scenarios = spec.Expand();
        Scenario scenario = Choose(spec, scenarios, run, policy, folder);
        FinishedRun recorded = FinishedRun.Read(Path.Combine(root, scenario.Folder));
        int job = IndexOf(recorded.Result, jobId);
        if (job < 0)
        {
            throw Problem(folder, $"found no job '{jobId}' in {ResultFiles.Jobs} of {scenario.Folder}, expected one");
        }

        JobExplanation explained = Watch(spec, scenario, job, recorded.Result.Jobs[job]);
        return explained with { Otherwise = Others(root, spec, scenarios, scenario, jobId) };
    }

    private static JobExplanation Watch(ExperimentSpec spec, Scenario scenario, int job, JobResult recorded)
    {
        InputShelf shelf = new(spec);
        Platform platform = shelf.PlatformOf(scenario);
        (Workload workload, _) = Estimates.Apply(shelf.WorkloadOf(scenario), scenario);
        JobWatch watch = new(workload, platform, job);
        SimulationOptions options = ScenarioRun.OptionsOf(spec, shelf, scenario);
        // What happens after the end of the job explains nothing.
        SimTime stop = SimTime.Min(options.Horizon ?? SimTime.Never, recorded.EndTime);
        RunResult run = Simulation.Run(
            workload, platform, PolicyMaker.Make(scenario.Policy),
            options with { Decisions = watch, Horizon = stop.IsNever ? null : stop }, watch);
        JobResult result = run.Jobs[job];
        return result.StartTime == recorded.StartTime && result.EndTime == recorded.EndTime
            ? new JobExplanation(
                workload.Jobs[job], scenario.Policy.Name, result, [.. watch.Waits], watch.Ahead, watch.Overtakers,
                watch.HoldingJobs, watch.HoldingUsers, watch.Incidents,
                [.. run.Detections.Where(found => found.Job == job)])
            {
                PromisedSeconds = watch.FirstPromise?.Seconds,
                Interventions = new Interventions(workload.Jobs[job], platform, options).Weigh(watch.Steps, result),
            }
            : throw Problem(
                scenario.Folder,
                $"found that job '{workload.Jobs[job].Id}' starts at {Text(result.StartTime)} and ends at "
                + $"{Text(result.EndTime)} when the run is made again, expected {Text(recorded.StartTime)} and "
                + $"{Text(recorded.EndTime)} as in {ResultFiles.Jobs}: an input or the program has changed since");
    }

    private static string Text(SimTime time) => time.IsNever ? "never" : ExplanationText.At(time);

    private static (string Root, string? Run) RootOf(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string? parent = Path.GetDirectoryName(full);
        bool isRun = !File.Exists(Path.Combine(full, RunRecipe.FileName)) && parent is not null
            && File.Exists(Path.Combine(parent, RunRecipe.FileName));
        return isRun ? (parent!, Path.GetFileName(full)) : (folder, null);
    }

    private static Scenario Choose(
        ExperimentSpec spec, ImmutableArray<Scenario> scenarios, string? run, string? policy, string folder)
    {
        Scenario? chosen = run is not null ? scenarios.FirstOrDefault(scenario => scenario.Folder == run)
            : policy is not null ? scenarios.FirstOrDefault(scenario => scenario.Policy.Name == policy)
            : scenarios.FirstOrDefault(scenario => scenario.Policy != spec.BaselinePolicy) ?? scenarios[0];
        return chosen ?? throw Problem(
            folder,
            $"found no run {(run is not null ? $"'{run}'" : $"of the policy '{policy}'")}, expected "
            + (run is not null
                ? "a folder of the experiment"
                : string.Join(", ", scenarios.Select(scenario => scenario.Policy.Name).Distinct())));
    }

    private static ImmutableArray<Counterfactual> Others(
        string root, ExperimentSpec spec, ImmutableArray<Scenario> scenarios, Scenario chosen, string jobId) =>
    [
        .. scenarios
            .Where(other => other.Group == chosen.Group && other.Seed == chosen.Seed && other.Policy != chosen.Policy)
            .OrderBy(other => other.Policy != spec.BaselinePolicy)
            .SelectMany(other => Of(root, other, jobId)),
    ];

    private static IEnumerable<Counterfactual> Of(string root, Scenario other, string jobId)
    {
        RunResult result = FinishedRun.Read(Path.Combine(root, other.Folder)).Result;
        int job = IndexOf(result, jobId);
        return job < 0 ? [] : [new Counterfactual(other.Policy.Name, result.Jobs[job])];
    }

    private static int IndexOf(RunResult result, string jobId) =>
        result.Workload.Jobs.ToList().FindIndex(job => job.Id == jobId);

    private static ExperimentException Problem(string path, string message) =>
        new([new ExperimentProblem(path, 0, 0, "", message)]);
}
