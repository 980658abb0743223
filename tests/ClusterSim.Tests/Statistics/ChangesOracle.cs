using System.Text.Json;

namespace ClusterSim.Tests.Statistics;

/// <summary>Answers of ruptures, scipy and statsmodels, and the streams of river's tests; see
/// make_changes.py.</summary>
internal static class ChangesOracle
{
    private static readonly Lazy<JsonDocument> Answers = new(() => JsonDocument.Parse(
        File.ReadAllText(Repository.Path("tests/ClusterSim.Tests/Statistics/Oracle/changes.json"))));

    public static JsonElement Of(string name) => Answers.Value.RootElement.GetProperty(name);

    public static double[] Stream(string name) => Of("streams").Doubles(name);
}
