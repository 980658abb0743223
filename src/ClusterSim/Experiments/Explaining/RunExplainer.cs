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
    /// The folder holds no finished experiment, or it has no such policy or job, or an input is missing or has changed,
    /// or the run comes out otherwise now.
    /// </exception>
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
            string[] known = [.. recorded.Result.Workload.Jobs.Select(one => one.Id)];
            throw Problem(
                folder,
                $"found no job '{jobId}' among the {known.Length} in {ResultFiles.Jobs} of {scenario.Folder}, expected "
                + $"one such as '{known[0]}'{NearestName.DidYouMean(jobId, known)}");
        }

        RecipeInputs inputs = RecipeInputs.Load(spec, scenario, recorded.Result);
        JobExplanation explained = Watch(inputs, scenario, job, recorded.Result.Jobs[job]);
        return explained with { Otherwise = Others(root, spec, scenarios, scenario, jobId) };
    }

    private static JobExplanation Watch(RecipeInputs inputs, Scenario scenario, int job, JobResult recorded)
    {
        (Platform platform, Workload workload, SimulationOptions options) = inputs;
        JobWatch watch = new(workload, platform, job);
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
                $"found that job '{workload.Jobs[job].Id}' {Text(result)} when the run is made again, expected that it "
                + $"{Text(recorded)} as in {ResultFiles.Jobs}: an input or the program has changed since");
    }

    private static string Text(JobResult result) =>
        result.StartTime.IsNever ? "does not start"
        : $"starts at {ExplanationText.At(result.StartTime)} and "
            + (result.EndTime.IsNever ? "does not end by then" : $"ends at {ExplanationText.At(result.EndTime)}");

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
        Scenario? chosen = run is not null ? Beside(scenarios, run, policy)
            : policy is not null ? scenarios.FirstOrDefault(scenario => scenario.Policy.Name == policy)
            : scenarios.FirstOrDefault(scenario => scenario.Policy != spec.BaselinePolicy) ?? scenarios[0];
        return chosen ?? throw Problem(
            folder,
            $"found no run {(policy is null ? $"'{run}'" : $"of the policy '{policy}'")}, expected "
            + (policy is null
                ? "a folder of the experiment"
                : string.Join(", ", scenarios.Select(scenario => scenario.Policy.Name).Distinct())));
    }

    // The run of a folder, or that of another policy on the same jobs.
    private static Scenario? Beside(ImmutableArray<Scenario> scenarios, string run, string? policy)
    {
        Scenario? at = scenarios.FirstOrDefault(scenario => scenario.Folder == run);
        return at is null || policy is null
            ? at
            : scenarios.FirstOrDefault(other =>
                other.Group == at.Group && other.Seed == at.Seed && other.Policy.Name == policy);
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
