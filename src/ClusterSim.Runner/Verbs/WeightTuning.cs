using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;
using ClusterSim.Learning.Search;
using ClusterSim.Learning.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>Searches the weights of the linear priority.</summary>
internal sealed class WeightTuning
{
    private readonly TuneRun _run;
    private readonly BayesianSearch _search;
    private readonly SearchLog _log;

    public WeightTuning(TuneRun run)
    {
        _run = run;
        _search = new BayesianSearch(
            WeightSpace.Ranges(run.Study.JobsDifferInPower, run.Study.HasSeveralUsers),
            new BayesianSearchOptions { Seed = run.Seed });
        _log = SearchLog.Open(run.File("search.json"), run.Setting);
    }

    /// <summary>The best weights found.</summary>
    public PolicyChoice Search(CancellationToken cancel)
    {
        Trial best = _search.Run(_log, _run.Trials, Try, cancel);
        if (!best.Outcome.IsFeasible)
        {
            _run.Terminal.Notice("found no weights that keep every constraint; those of the least excess are shown");
        }

        return PolicyOf("weighted+easy", best);
    }

    /// <summary>The policies of the best trials, the best first.</summary>
    public ImmutableArray<PolicyChoice> Best(int count) =>
    [
        .. _log.Trials.Take(_run.Trials)
            .OrderByDescending(trial => trial.Outcome.IsFeasible).ThenBy(trial => trial.Outcome.Objective)
            .DistinctBy(trial => string.Join(';', trial.Place)).Take(count)
            .Select((trial, i) => PolicyOf(string.Create(CultureInfo.InvariantCulture, $"vector {i + 1}"), trial)),
    ];

    private TrialOutcome Try(ImmutableArray<double> values)
    {
        TrainingScore score = _run.Study.Train(
            TuneRun.Weighted("trial", WeightSpace.Options(_search.Ranges, values)));
        _run.Terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trial {_log.Trials.Count + 1} of {_run.Trials}: {_run.Study.Options.Metric} {score.Mean:0.###}"));
        return new TrialOutcome(score.Objective, score.Excesses);
    }

    private PolicyChoice PolicyOf(string name, Trial trial) =>
        TuneRun.Weighted(name, WeightSpace.Options(_search.Ranges, _search.ValuesAt(trial.Place)));
}
