using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Experiments;
using ClusterSim.Learning.Reinforcement;
using ClusterSim.Scheduling.Choosing;

namespace ClusterSim.Runner.Verbs;

/// <summary>Trains a scheduler by policy gradient on the training windows and freezes it.</summary>
internal static class NetworkTraining
{
    public static PolicyChoice Train(TuneRun run, CancellationToken cancel)
    {
        PolicyGradientOptions options = new() { Iterations = run.NetworkUpdates, Seed = run.Seed };
        PolicyGradient training = new(new StudyEpisodes(run.Study), options);
        KernelNetwork network = training.Train(
            run.File("training.json"), run.Setting,
            (update, cost) => run.Terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"update {update} of {options.Iterations}: mean cost {cost:0.####}")),
            cancel);
        if (!training.KeepsConstraints)
        {
            run.Terminal.Notice("found no network that keeps every constraint; the one of the least excess is shown");
        }

        run.Write("network.json", NetworkFile.Text(network, Provenance(run, options)));
        return new PolicyChoice
        {
            Name = "learned",
            Policy = "learned",
            Set = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("model", run.File("network.json")),
        };
    }

    /// <summary>Runs of one window that a training makes: lessons, looks at all windows, and draws.</summary>
    public static long Runs(TuneRun run)
    {
        PolicyGradientOptions options = new();
        long looks = 1 + ((run.NetworkUpdates + options.CheckEvery - 1) / options.CheckEvery);
        return ((looks + 1) * run.Windows.Length) + ((long)run.NetworkUpdates * options.Rollouts);
    }

    private static Dictionary<string, string> Provenance(TuneRun run, PolicyGradientOptions options) => new()
    {
        ["setting"] = run.Setting,
        ["updates"] = options.Iterations.ToString(CultureInfo.InvariantCulture),
        ["runs"] = Runs(run).ToString(CultureInfo.InvariantCulture),
        ["teacher"] = options.Teacher?.Name ?? "none",
    };
}
