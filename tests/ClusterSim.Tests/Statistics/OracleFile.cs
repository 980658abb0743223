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

    private static JsonDocument Read()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
        {
            folder = folder.Parent;
        }

        string root = folder?.FullName ?? throw new InvalidOperationException("Simulator.sln not found above the tests.");
        return JsonDocument.Parse(File.ReadAllText(
            Path.Combine(root, "tests", "ClusterSim.Tests", "Statistics", "Oracle", "oracle.json")));
    }
}
