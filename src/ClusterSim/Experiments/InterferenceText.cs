using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>How the model of interference of a run is written.</summary>
internal static class InterferenceText
{
    public const string None = "none";

    public const string Expected = "none, utilization, or the path of a CSV file of measured pairs";

    private const string Utilization = "utilization";

    /// <summary>A text with its path as <paramref name="locate"/> finds it; <c>null</c> for one of no model.</summary>
    public static string? Located(string text, Func<string, string> locate) =>
        text is None or Utilization ? text : File.Exists(locate(text)) ? locate(text) : null;

    /// <summary>The model; <c>null</c> for none. Pairs that a file does not have go by their utilizations.</summary>
    public static IInterference? Model(string text) => text switch
    {
        None => null,
        Utilization => new UtilizationInterference(),
        _ => PairSpeedFile.Read(text, new UtilizationInterference()),
    };
}
