using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Gavel;

/// <summary>
/// Gavel's table of measured throughputs: how many steps a second a type of job does alone on each type of GPU, by
/// number of GPUs; packed onto few nodes and, under a name of its own, spread.
/// </summary>
internal sealed class GavelThroughputs
{
    private const string Ending = "throughputs.json";
    private const string Reference = "v100";
    private const string Spread = "_unconsolidated";
    private const int MostFoldersUp = 4;
    private readonly Dictionary<(string Worker, string JobType, int Gpus), double> _stepsPerSecond = [];
    private readonly List<string> _workers = [];
    private readonly JsonTokens _json;

    private GavelThroughputs(Stream content, string path)
    {
        _json = new JsonTokens(content, path);
        _json.Next();
        Expect(JsonTokenType.StartObject, "", "an object of worker types");
        bool found = false;
        while (NextName())
        {
            string worker = _json.Text("");
            found |= worker == Reference;
            _json.Next();
            if (worker == Reference || _json.Type == JsonTokenType.StartObject)
            {
                ReadWorker(worker);
            }
            else
            {
                _json.Skip();
            }
        }

        if (!found)
        {
            throw new TableFormatException(path, 0, "", "no \"v100\"", "throughputs of that worker type");
        }
    }

    /// <summary>Reads a table.</summary>
    public static GavelThroughputs Load(string path)
    {
        using TableFile file = TableFile.Open(path);
        try
        {
            return new GavelThroughputs(file.Content, path);
        }
        catch (InvalidDataException)
        {
            throw file.Damaged();
        }
    }

    /// <summary>The table that <c>gavel</c> or <c>gavel:FILE</c> means for a trace.</summary>
    /// <exception cref="TraceFormatException">There is none, or more than one.</exception>
    public static string PathOf(string trace, string? format)
    {
        if (format?.Contains(':', StringComparison.Ordinal) == true)
        {
            string file = format[(format.IndexOf(':', StringComparison.Ordinal) + 1)..];
            string beside = Path.Combine(Path.GetDirectoryName(trace) ?? "", file);
            return File.Exists(file) ? file
                : File.Exists(beside) ? beside
                : throw new TraceFormatException($"{file}: no such file; expected a table of throughputs of Gavel.");
        }

        string[] near = Nearest(Path.GetFullPath(trace));
        string found = near.Length == 0 ? "no table of throughputs near it" : "several: " + string.Join(", ", near);
        return near.Length == 1
            ? near[0]
            : throw new TraceFormatException(trace, 0, "", found,
                "one to tell run times from steps: --format gavel:FILE with the physical_cluster_throughputs.json or "
                + "simulation_throughputs.json of Gavel");
    }

    /// <summary>Steps a second on V100; <c>null</c> when they were not measured or there were none.</summary>
    public double? StepsPerSecond(string jobType, int gpus) => Positive(Reference, jobType, gpus);

    /// <summary>
    /// Speed on every type of GPU on which the job was measured, relative to V100; 0 where it did no steps.
    /// </summary>
    public ImmutableArray<GpuSpeed> Speeds(string jobType, int gpus)
    {
        double reference = Positive(Reference, jobType, gpus) ?? double.NaN;
        return
        [
            .. from worker in _workers
               where !worker.EndsWith(Spread, StringComparison.Ordinal)
                   && _stepsPerSecond.ContainsKey((worker, jobType, gpus))
               select new GpuSpeed(
                   worker, _stepsPerSecond[(worker, jobType, gpus)] / reference,
                   Positive(worker + Spread, jobType, gpus) / reference),
        ];
    }

    private double? Positive(string worker, string jobType, int gpus) =>
        _stepsPerSecond.TryGetValue((worker, jobType, gpus), out double steps) && steps > 0 ? steps : null;

    private static string[] Nearest(string trace)
    {
        string? folder = Path.GetDirectoryName(trace);
        for (int up = 0; up <= MostFoldersUp && folder is not null; up++)
        {
            string[] found = [.. Directory.EnumerateFiles(folder)
                .Where(file => file.EndsWith(Ending, StringComparison.Ordinal)
                    || file.EndsWith(Ending + ".gz", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
            if (found.Length > 0)
            {
                return found;
            }

            folder = Path.GetDirectoryName(folder);
        }

        return [];
    }

    private void ReadWorker(string worker)
    {
        _workers.Add(worker);
        Expect(JsonTokenType.StartObject, worker, "an object of job types");
        while (NextName())
        {
            (string JobType, int Gpus) key = ParseKey(_json.Text(worker), worker);
            _json.Next();
            Expect(JsonTokenType.StartObject, worker + "." + key.JobType, "an object of throughputs");
            while (NextName())
            {
                bool alone = _json.Is("null"u8);
                _json.Next();
                if (alone)
                {
                    _stepsPerSecond[(worker, key.JobType, key.Gpus)] = Number(worker, key.JobType);
                }

                _json.Skip();
            }
        }
    }

    private double Number(string worker, string jobType) =>
        _json.Type == JsonTokenType.Number
        && double.TryParse(_json.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number) && number >= 0
            ? number
            : throw _json.Fault($"{worker}.{jobType}.null", "a number of steps a second");

    /// <summary>Takes <c>('ResNet-18 (batch size 16)', 2)</c> apart.</summary>
    private (string JobType, int Gpus) ParseKey(string key, string worker)
    {
        int end = key.LastIndexOf("', ", StringComparison.Ordinal);
        return key.StartsWith("('", StringComparison.Ordinal) && end > 2 && key.EndsWith(')')
            && int.TryParse(key.AsSpan(end + 3, key.Length - end - 4), NumberStyles.None,
                CultureInfo.InvariantCulture, out int gpus)
            ? (key[2..end], gpus)
            : throw _json.Fault(worker, "a key like ('ResNet-18 (batch size 16)', 2)");
    }

    private bool NextName()
    {
        _json.Next();
        return _json.Type == JsonTokenType.PropertyName;
    }

    private void Expect(JsonTokenType type, string place, string expected)
    {
        if (_json.Type != type)
        {
            throw _json.Fault(place, expected);
        }
    }
}
