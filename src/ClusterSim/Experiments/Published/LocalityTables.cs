using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClusterSim.Tables;

namespace ClusterSim.Experiments.Published;

/// <summary>The measured step times of training on GPUs that are close to each other and far.</summary>
internal static partial class LocalityTables
{
    /// <summary>Step times of an application on T4 by GPUs on each node, e.g. <c>112</c>, and local batch.</summary>
    public static SortedDictionary<(string Placement, int Batch), double> Pollux(string path)
    {
        SortedDictionary<(string, int), double> times = [];
        using FileStream file = File.OpenRead(path);
        using CsvTableReader rows = new(file, path);
        rows.RequireExactly(["placement", "local_bsz", "step_time", "sync_time"]);
        while (rows.Read())
        {
            times[(rows.Text(0), rows.Int(1, 1, int.MaxValue))] = rows.NumberOrNull(2) ?? double.NaN;
        }

        return times;
    }

    /// <summary>
    /// Step times of Gavel's models on V100: by model, GPUs, batch, and whether the GPUs are in different nodes. The
    /// table counts the steps of every GPU.
    /// </summary>
    public static SortedDictionary<(string Model, int Gpus, int Batch, bool Apart), double> Gavel(string path)
    {
        SortedDictionary<(string, int, int, bool), double> times = [];
        using GZipStream file = new(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument table = JsonDocument.Parse(file);
        foreach ((string name, bool apart) in new[] { ("v100", false), ("v100_unconsolidated", true) })
        {
            foreach (JsonProperty entry in table.RootElement.GetProperty(name).EnumerateObject())
            {
                Match match = JobType().Match(entry.Name);
                int gpus = match.Success ? Number(match.Groups["gpus"]) : 0;
                if (gpus > 1 && entry.Value.GetProperty("null").GetDouble() is > 0 and var stepsPerSecond)
                {
                    times[(match.Groups["model"].Value, gpus, Number(match.Groups["batch"]), apart)] =
                        gpus / stepsPerSecond;
                }
            }
        }

        return times;
    }

    /// <summary>Every second one of the batches, from the first: those that a profile is fitted on.</summary>
    public static ImmutableHashSet<int> FittedOn(IEnumerable<int> batches) =>
        [.. batches.Distinct().Order().Where((_, i) => i % 2 == 0)];

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\('(?<model>.*) \(batch size (?<batch>\d+)\)', (?<gpus>\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex JobType();
}
