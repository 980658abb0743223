using System.Collections.Immutable;
using System.CommandLine;
using ClusterSim.Experiments;
using ClusterSim.Experiments.Tuning;

namespace ClusterSim.Runner.Verbs;

/// <summary>What one call of <c>tune</c> works with.</summary>
/// <param name="Study">The windows and the runs.</param>
/// <param name="Trace">Name of the trace.</param>
/// <param name="Parsed">The command line.</param>
/// <param name="Seed">Seed of the search and of the training.</param>
/// <param name="Terminal">Where progress goes.</param>
internal sealed record TuneRun(TuningStudy Study, string Trace, ParseResult Parsed, long Seed, Terminal Terminal)
{
    private const int StandardTrials = 40;

    public int Trials => Parsed.GetValue(TuneOptions.Trials) ?? StandardTrials;

    public int NetworkUpdates => Parsed.GetValue(TuneOptions.Network) ?? 0;

    public int RegimeVectors => Parsed.GetValue(TuneOptions.Regimes) ?? 0;

    /// <summary>All that outcomes depend on, as text.</summary>
    public string Setting => $"{Study.Setting}; seed {Seed}; trace {Trace}";

    public ImmutableArray<TuningWindow> Windows => Study.Windows.Training;

    /// <summary>A file in the folder of the results.</summary>
    public string File(string name) => Path.Combine(Parsed.GetRequiredValue(TuneOptions.Out), name);

    /// <summary>Writes a file as a whole, over an earlier one.</summary>
    public void Write(string name, string text) =>
        WholeFile.Write(File(name), force: true, temporary => System.IO.File.WriteAllText(temporary, text));

    public static PolicyChoice Weighted(string name, ImmutableSortedDictionary<string, string> weights) => new()
    {
        Name = name, Policy = "weighted+easy", Set = weights,
    };
}
