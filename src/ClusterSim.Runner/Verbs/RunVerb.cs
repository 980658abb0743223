using System.CommandLine;
using ClusterSim.Behavior;
using ClusterSim.Experiments;
using ClusterSim.Runner.Progress;

namespace ClusterSim.Runner.Verbs;

/// <summary>Simulates an experiment file, or one trace under one or more policies.</summary>
internal static class RunVerb
{
    private static readonly Argument<string?> Experiment = new("experiment")
    {
        Description = "Experiment file (YAML); in place of --trace, --platform and --policy.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "EXPERIMENT.yaml",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new(
            "run",
            "Simulate; writes result tables and a report.",
            "clustersim run experiments/which-policy-on-a-small-cluster/experiment.yaml --out out/first",
            "clustersim run --trace traces/synthetic-small --platform platforms/small-gpu.yaml --policy fifo,tiresias "
                + "--out out/two",
            "clustersim run --trace log.swf.gz --policy fifo,easy --set easy.placement=best-fit --out out/swf");
        verb.Add(Experiment);
        RunOptions.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            ExperimentSpec spec = RunOptions.Spec(parsed, parsed.GetValue(Experiment), terminal);
            return Task.Run(() => Run(spec, parsed, terminal, cancel), CancellationToken.None);
        });
        return verb;
    }

    private static int Run(ExperimentSpec spec, ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        string folder = parsed.GetRequiredValue(RunOptions.Out);
        using ProgressDisplay progress = ProgressDisplay.On(terminal);
        try
        {
            DecisionLatency latency = new(WallClock.OfMachine);
            int threads = parsed.GetValue(RunOptions.Threads) ?? 0;
            ExperimentOutcome outcome = ExperimentRun.Execute(spec, folder, threads, progress, latency, cancel);
            progress.Dispose();
            OutcomeText.Write(outcome, terminal);
            LatencyText.Write(latency, terminal);
            return ExitCode.Good;
        }
        catch (OperationCanceledException stopped)
        {
            progress.Dispose();
            string how = "run the same command again to go on";
            terminal.Error.WriteLine($"interrupted: {stopped.Message} in {folder}; {how}");
            return ExitCode.Interrupted;
        }
    }
}
