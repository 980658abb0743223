using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;
using ClusterSim.Learning.Search;
using ClusterSim.Learning.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>Tunes the weights of a priority on the first part of a trace and judges them on the rest.</summary>
internal static class TuneVerb
{
    private const int StandardTrials = 40;

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "tune",
            "Search a policy's weights on the first windows of a trace; judge them on the later ones.",
            "clustersim tune --trace traces/synthetic-hpc --platform cores:256 --windows 10 --out out/tuned",
            "clustersim tune --trace log.swf.gz --platform cores:256 --constraint 'max_total_wait_seconds<=604800' "
                + "--trials 60 --seed 2 --out out/bounded");
        TuneOptions.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            ExperimentSpec spec = TuneOptions.Spec(parsed);
            TuningOptions options = TuneOptions.Of(parsed);
            return Task.Run(() => Run(spec, options, parsed, terminal, cancel), CancellationToken.None);
        });
        return verb;
    }

    private static int Run(
        ExperimentSpec spec, TuningOptions options, ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        string folder = parsed.GetRequiredValue(TuneOptions.Out);
        long seed = parsed.GetValue(TuneOptions.Seed) ?? spec.Seeds[0];
        TuningStudy study = TuningStudy.Load(spec, options);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        PolicyChoice weighted;
        try
        {
            weighted = Search(study, spec, seed, parsed, terminal, cancel);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"interrupted in {folder}; run the same command again to go on");
            return ExitCode.Interrupted;
        }

        terminal.Notice(string.Create(
            CultureInfo.InvariantCulture,
            $"the search took {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of CPU in this process"));
        string table = TuneText.Of(study, parsed.GetValue(TuneOptions.Trials) ?? StandardTrials, [weighted]);
        Write(Path.Combine(folder, "tuning.md"), table);
        ImmutableArray<PolicyChoice> policies = [.. LaterComparison.StandardBaselines, weighted];
        Write(Path.Combine(folder, "tuned.yaml"), TunedExperiment.Of(spec, policies, folder));
        terminal.Out.Write(table);
        return ExitCode.Good;
    }

    private static PolicyChoice Search(
        TuningStudy study, ExperimentSpec spec, long seed, ParseResult parsed, Terminal terminal,
        CancellationToken cancel)
    {
        string folder = parsed.GetRequiredValue(TuneOptions.Out);
        Directory.CreateDirectory(folder);
        BayesianSearch search = new(
            WeightSpace.Ranges(study.JobsDifferInPower, study.HasSeveralUsers),
            new BayesianSearchOptions { Seed = seed });
        SearchLog log = SearchLog.Open(
            Path.Combine(folder, "search.json"), $"{study.Setting}; seed {seed}; trace {spec.Traces[0].Name}");
        int trials = parsed.GetValue(TuneOptions.Trials) ?? StandardTrials;
        Trial best = search.Run(log, trials, values => Try(study, search, values, log, trials, terminal), cancel);
        if (!best.Outcome.IsFeasible)
        {
            terminal.Notice("no weights were found that keep every constraint; the least excess is shown");
        }

        return Weighted(search, search.ValuesAt(best.Place));
    }

    private static TrialOutcome Try(
        TuningStudy study, BayesianSearch search, ImmutableArray<double> values, SearchLog log, int trials,
        Terminal terminal)
    {
        TrainingScore score = study.Train(Weighted(search, values));
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trial {log.Trials.Count + 1} of {trials}: {study.Options.Metric} {score.Mean:0.###}"));
        return new TrialOutcome(score.Objective, score.Excesses);
    }

    private static PolicyChoice Weighted(BayesianSearch search, ImmutableArray<double> values) => new()
    {
        Name = "weighted+easy",
        Policy = "weighted+easy",
        Set = WeightSpace.Options(search.Ranges, values),
    };

    private static void Write(string path, string text) =>
        WholeFile.Write(path, force: true, temporary => File.WriteAllText(temporary, text));
}
