namespace ClusterSim.Reports.Page;

/// <summary>The style sheet and the script of the page, which are files of this program.</summary>
internal static class ReportAsset
{
    public static string Style => Read("report.css");

    public static string Script => Read("report.js");

    private static string Read(string name)
    {
        string resource = $"ClusterSim.Reports.Assets.{name}";
        using Stream stream = typeof(ReportAsset).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
