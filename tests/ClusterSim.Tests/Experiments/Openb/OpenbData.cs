using System.Globalization;
using System.IO.Compression;
using ClusterSim.Experiments.Openb;

namespace ClusterSim.Tests.Experiments.Openb;

/// <summary>The openb lists, and what the paper's simulator made of them.</summary>
internal static class OpenbData
{
    public static OpenbList List(string name) => OpenbList.Load(
        SharedData.Path($"alibaba-gpu-v2023/openb_pod_list_{name}.csv.gz"),
        SharedData.Path("alibaba-gpu-v2023/openb_node_list_gpu_node.csv"));

    public static string[] Lines(string file)
    {
        using GZipStream content =
            new(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress);
        using StreamReader reader = new(content);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
