using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Signals;

/// <summary>A signal as it was read from a file, and what was noticed on the way.</summary>
public sealed record SignalFile
{
    /// <summary>The signal.</summary>
    public required Signal Signal { get; init; }

    /// <summary>
    /// Form of the file: <c>clustersim</c>, <c>electricitymaps</c>, <c>lets-wait-awhile</c>, <c>prices</c>,
    /// <c>simgrid</c> or <c>table</c>.
    /// </summary>
    public required string Form { get; init; }

    /// <summary>Number of rows that were read.</summary>
    public required int Rows { get; init; }

    /// <summary>What was assumed or repaired, one sentence each.</summary>
    public required ImmutableArray<string> Notices { get; init; }

    /// <summary>Reads a CSV file, compressed or not; <c>docs/carbon.md</c> has the forms.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say itself; <c>null</c> for nothing.</param>
    /// <exception cref="TableFormatException">The file is not what it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SignalFile Read(string path, SignalFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new SignalFileOptions();
        SignalRows? rows = null;
        string checksum = TableFile.ReadAll(path, content =>
        {
            using CsvTableReader table = new(content, path);
            rows = new SignalRows(path, table, SignalForm.Of(path, table.Header, options), options);
            rows.ReadAll();
        });
        string name = options.Name ?? Path.GetFileName(path).Split('.')[0];
        return rows!.ToFile(name, checksum);
    }
}
