using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>Tunes policies on the first part of a trace and judges them on the rest.</summary>
internal static class TuneVerb
{
    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "tune",
            "Search a policy's weights on the first windows of a trace; judge them on the later ones.",
            "clustersim tune --trace traces/synthetic-hpc --platform cores:256 --windows 10 --out out/tuned",
            "clustersim tune --trace log.swf.gz --platform cores:256 --constraint 'max_total_wait_seconds<=604800' "
                + "--trials 60 --seed 2 --out out/bounded",
            "clustersim tune --trace log.swf.gz --platform cores:256 --network 60 --regimes 3 --out out/learned");
        TuneOptions.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            ExperimentSpec spec = TuneOptions.Spec(parsed);
            TuningOptions options = TuneOptions.Of(parsed);
            long seed = parsed.GetValue(TuneOptions.Seed) ?? spec.Seeds[0];
            return Task.Run(
                () => Run(
                    new TuneRun(TuningStudy.Load(spec, options), spec.Traces[0].Name, parsed, seed, terminal), spec,
                    cancel),
                CancellationToken.None);
        });
        return verb;
    }

    private static int Run(TuneRun run, ExperimentSpec spec, CancellationToken cancel)
    {
        string folder = run.Parsed.GetRequiredValue(TuneOptions.Out);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        ImmutableArray<PolicyChoice> tuned;
        try
        {
            Directory.CreateDirectory(folder);
            tuned = Tune(run, cancel);
        }
        catch (OperationCanceledException)
        {
            run.Terminal.Error.WriteLine($"interrupted in {folder}; run the same command again to go on");
            return ExitCode.Interrupted;
        }

        run.Terminal.Notice(string.Create(
            CultureInfo.InvariantCulture,
            $"tuning took {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of CPU in this process"));
        string table = TuneText.Of(run, tuned);
        run.Write("tuning.md", table);
        run.Write("tuned.yaml", TunedExperiment.Of(spec, [.. LaterComparison.StandardBaselines, .. tuned], folder));
        run.Terminal.Out.Write(table);
        return ExitCode.Good;
    }

    private static ImmutableArray<PolicyChoice> Tune(TuneRun run, CancellationToken cancel)
    {
        WeightTuning weights = new(run);
        List<PolicyChoice> tuned = [weights.Search(cancel)];
        if (run.RegimeVectors > 0)
        {
            tuned.Add(RegimeTuning.Learn(run, weights));
        }

        if (run.NetworkUpdates > 0)
        {
            tuned.Add(NetworkTraining.Train(run, cancel));
        }

        return [.. tuned];
    }
}
