using System.Collections.Concurrent;
using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Experiments.Explaining;

namespace ClusterSim.Experiments;

/// <summary>
/// Runs experiments: the scenarios in parallel, each single-threaded and deterministic, so that the results have the
/// same bytes whatever the number of threads. Finished scenarios are never run again; unfinished ones leave nothing.
/// </summary>
public static class ExperimentRun
{
    /// <summary>
    /// Runs all scenarios that <paramref name="folder"/> does not hold yet, then writes the comparison.
    /// </summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="folder">Where the results go; made when it is missing.</param>
    /// <param name="threads">How many scenarios run at once; 0 for the number of processors.</param>
    /// <param name="progress">Is told how the experiment comes along; <c>null</c> for nobody.</param>
    /// <param name="latency">Measures how long decisions take; <c>null</c> for nobody. No result depends on it.</param>
    /// <param name="cancel">Stops the experiment; finished scenarios stay.</param>
    /// <exception cref="ExperimentException">
    /// The experiment or the folder cannot be used; carries all problems.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the message says what is finished.</exception>
    public static ExperimentOutcome Execute(
        ExperimentSpec spec, string folder, int threads = 0, IExperimentProgress? progress = null,
        DecisionLatency? latency = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ImmutableArray<ExperimentProblem> problems = spec.Problems();
        if (!problems.IsEmpty)
        {
            throw new ExperimentException(problems);
        }

        using OutputFolder output = OutputFolder.Open(folder);
        ImmutableArray<Scenario> scenarios = spec.Expand();
        InputShelf shelf = new(spec);
        ImmutableArray<(Scenario Scenario, string Key)> left = Unfinished(scenarios, spec, shelf, output);
        progress?.Begin(scenarios.Length, scenarios.Length - left.Length);
        ScenarioRun runner = new(spec, shelf, output, progress, latency, cancel);
        RunAll(left, runner, threads, scenarios.Length, cancel);
        ExperimentIndex.Of(spec, scenarios).Save(folder);
        RunRecipe.Save(spec, folder);
        QualityScoring.Write(spec, scenarios, folder);
        ExperimentResults results = ExperimentResults.Open(folder);
        results.WriteEffects();
        results.WriteRanking();
        return new ExperimentOutcome(
            folder, results.WriteReport(), scenarios, [.. results.Groups.Select(results.Summarise)],
            scenarios.Length - left.Length, ExperimentNotices.Of(spec));
    }

    // A finished scenario that stands in another folder, because the experiment got a new axis, is only renamed.
    private static ImmutableArray<(Scenario, string)> Unfinished(
        ImmutableArray<Scenario> scenarios, ExperimentSpec spec, InputShelf shelf, OutputFolder output)
    {
        var left = ImmutableArray.CreateBuilder<(Scenario, string)>();
        Dictionary<string, string> finished = output.Finished();
        foreach (Scenario scenario in scenarios)
        {
            output.CheckFree(scenario.Folder);
            string key = ScenarioRecord.KeyOf(scenario, shelf.Contents(scenario), spec.Outputs, spec.Tables);
            if (!finished.TryGetValue(key, out string? folder) || !output.IsWhole(folder, spec.Tables)
                || !output.Rename(folder, scenario.Folder))
            {
                shelf.Expect(scenario);
                left.Add((scenario, key));
            }
        }

        return left.ToImmutable();
    }

    private static void RunAll(
        ImmutableArray<(Scenario Scenario, string Key)> left, ScenarioRun runner, int threads, int total,
        CancellationToken cancel)
    {
        int done = 0;
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
            CancellationToken = cancel,
        };
        try
        {
            // One by one, so that neighbours share a workload and no thread sits on a block of long scenarios.
            Parallel.ForEach(
                Partitioner.Create(left, EnumerablePartitionerOptions.NoBuffering),
                parallel,
                next =>
                {
                    runner.Execute(next.Scenario, next.Key);
                    Interlocked.Increment(ref done);
                });
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(
                $"{total - left.Length + done} of {total} scenarios are finished and kept", cancel);
        }
        catch (AggregateException error) when (error.Flatten().InnerExceptions is [var only])
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(only);
        }
    }
}
