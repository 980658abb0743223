using System.Text.Json;

namespace ClusterSim.Tests.Statistics;

/// <summary>Answers of numpy and scipy, stored with the script that made them.</summary>
internal static class OracleFile
{
    private static readonly Lazy<JsonDocument> Answers = new(Read);

    public static JsonElement Of(string name) => Answers.Value.RootElement.GetProperty(name);

    public static double[] Doubles(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static JsonDocument Read() =>
        JsonDocument.Parse(File.ReadAllText(Repository.Path("tests/ClusterSim.Tests/Statistics/Oracle/oracle.json")));
}
