using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Traces.Training;

/// <summary>
/// Reads measured applications in the form of the artefacts of Pollux (OSDI 2021) and Sia (SOSP 2023): a folder for
/// each application with <c>placements.csv</c> (placement, local_bsz, step_time, sync_time), <c>scalability.csv</c>
/// (num_nodes, num_replicas, local_bsz, step_time, sync_time) and a <c>validation-BATCH.csv</c> (progress, iteration,
/// metric, grad_sqr, grad_var) for each batch size with which a whole training was measured. Step times on further GPU
/// models stand in <c>placements-MODEL.csv</c> and <c>scalability-MODEL.csv</c>. An <c>interpolated.csv</c> with the
/// columns of <c>placements.csv</c> gives step times between the measured ones that are used as they are.
/// </summary>
public static class TrainingMeasurements
{
    private const string Validation = "validation-", Placements = "placements", Scalability = "scalability";
    private const int Most = 10_000_000;

    // The largest local batch that the artefact's simulator lets an application have, where it is not the largest one
    // measured (simulator/applications.py).
    private static readonly ImmutableDictionary<string, int> s_largestLocalBatch =
        ImmutableDictionary<string, int>.Empty.Add("yolov3", 8).Add("deepspeech2-rtx", 57);

    /// <summary>The applications in a folder, by name.</summary>
    /// <param name="folders">
    /// Folders with a folder for each application; a later one adds files that the earlier ones lack.
    /// </param>
    /// <exception cref="TraceFormatException">A folder, file or row is not of this form.</exception>
    public static ImmutableSortedDictionary<string, TrainingApplication> Read(params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        SortedDictionary<string, SortedDictionary<string, string>> files = new(StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            Collect(folder, files);
        }

        var read = ImmutableSortedDictionary.CreateBuilder<string, TrainingApplication>(StringComparer.Ordinal);
        foreach ((string name, SortedDictionary<string, string> own) in files)
        {
            if (own.Keys.Any(file => file.StartsWith(Validation, StringComparison.Ordinal))
                && own.ContainsKey(Placements + ".csv"))
            {
                read.Add(name, Application(name, own));
            }
        }

        return read.Count > 0 ? read.ToImmutable() : throw new TraceFormatException(
            string.Join(", ", folders), 0, "", "no folder with placements.csv and validation-BATCH.csv",
            "a folder of measurements for each application");
    }

    private static void Collect(string folder, SortedDictionary<string, SortedDictionary<string, string>> files)
    {
        if (!Directory.Exists(folder))
        {
            throw new TraceFormatException(folder, 0, "", "no such folder", "a folder of measured applications");
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories))
        {
            string application = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (!files.TryGetValue(application, out SortedDictionary<string, string>? own))
            {
                files.Add(application, own = new SortedDictionary<string, string>(StringComparer.Ordinal));
            }

            own.TryAdd(Path.GetFileName(file), file);
        }
    }

    private static TrainingApplication Application(string name, SortedDictionary<string, string> files)
    {
        var runs = files
            .Where(file => file.Key.StartsWith(Validation, StringComparison.Ordinal))
            .Select(file => Run(file.Value, file.Key[Validation.Length..^".csv".Length]));
        var models = files.Keys
            .Where(file => file.StartsWith(Placements + "-", StringComparison.Ordinal))
            .Select(file => file[(Placements.Length + 1)..^".csv".Length]);
        return new TrainingApplication(
            name, [.. runs], Steps(files, ""),
            models.ToImmutableSortedDictionary(
                model => model, model => Steps(files, "-" + model, Largest($"{name}-{model}"))),
            Largest(name));
    }

    private static int? Largest(string name) => s_largestLocalBatch.TryGetValue(name, out int known) ? known : null;

    private static StepTimeTable Steps(
        SortedDictionary<string, string> files, string suffix, int? largestLocalBatch = null) => new(
        PlacementRows(files[Placements + suffix + ".csv"]),
        files.TryGetValue(Scalability + suffix + ".csv", out string? scalability) ? SampleRows(scalability) : [],
        files.TryGetValue("interpolated" + suffix + ".csv", out string? given) ? PlacementRows(given) : [],
        largestLocalBatch);

    private static TrainingRun Run(string file, string batch)
    {
        if (!int.TryParse(batch, NumberStyles.None, CultureInfo.InvariantCulture, out int batchSize) || batchSize < 1)
        {
            throw new TraceFormatException(file, 0, "", $"batch size '{batch}' in the name", "a whole number from 1");
        }

        var epochs = ImmutableArray.CreateBuilder<EpochRow>();
        ReadTable(file, ["progress", "iteration", "metric", "grad_sqr", "grad_var"], table => epochs.Add(new EpochRow(
            Number(table, 0), Number(table, 1), Number(table, 2),
            new GradientStatistics(Number(table, 3), Number(table, 4)))));
        return epochs.Count > 0 ? new TrainingRun(batchSize, epochs.ToImmutable()) : throw new TraceFormatException(
            file, 0, "", "no rows", "a row for each epoch");
    }

    private static ImmutableArray<PlacementTimes> PlacementRows(string file)
    {
        SortedDictionary<string, SortedDictionary<int, StepTime>> rows = new(StringComparer.Ordinal);
        ReadTable(file, ["placement", "local_bsz", "step_time", "sync_time"], table =>
        {
            string placement = table.Text(0);
            if (placement.Length == 0 || placement.Any(digit => digit is < '1' or > '9'))
            {
                throw table.Fault(0, "GPUs on each node, a digit from 1 to 9 a node");
            }

            if (!rows.TryGetValue(placement, out SortedDictionary<int, StepTime>? own))
            {
                rows.Add(placement, own = []);
            }

            own[table.Int(1, 1, Most)] = Time(table, 2);
        });
        return [.. rows.Select(row => new PlacementTimes(row.Key, [.. row.Value.Keys], [.. row.Value.Values]))];
    }

    private static ImmutableArray<StepTimeSample> SampleRows(string file)
    {
        var samples = ImmutableArray.CreateBuilder<StepTimeSample>();
        ReadTable(file, ["num_nodes", "num_replicas", "local_bsz", "step_time", "sync_time"], table => samples.Add(new(
            table.Int(0, 1, Most), table.Int(1, 1, Most), table.Int(2, 1, Most), Time(table, 3))));
        return samples.ToImmutable();
    }

    private static StepTime Time(CsvTableReader table, int column)
    {
        StepTime time = new(Number(table, column), Number(table, column + 1));
        return time.ComputeSeconds > 0 && time.SyncSeconds >= 0
            ? time
            : throw table.Fault(column, "a step time greater than its sync_time, which is 0 or more");
    }

    private static double Number(CsvTableReader table, int column) =>
        table.NumberOrNull(column) is { } number && double.IsFinite(number)
            ? number
            : throw table.Fault(column, "a number");

    private static void ReadTable(string file, string[] columns, Action<CsvTableReader> row)
    {
        try
        {
            TableFile.ReadAll(file, content =>
            {
                using CsvTableReader table = new(content, file);
                table.Select(columns);
                while (table.Read())
                {
                    row(table);
                }
            });
        }
        catch (TableFormatException e)
        {
            throw new TraceFormatException(e.File, e.Line, e.Column, e.Found, e.Expected);
        }
    }
}
