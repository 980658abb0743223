using System.Diagnostics;
using System.Globalization;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>DuckDB, where the tests of Parquet have installed it.</summary>
internal static class DuckDb
{
    /// <summary>
    /// Processor time that DuckDB takes on one thread to read a Parquet file into a table, and to write that table.
    /// </summary>
    /// <returns>Seconds; <c>null</c> when DuckDB is not installed.</returns>
    public static (double Read, double Write)? Time(string parquet)
    {
        string folder = SharedTraces.InRepository("tests/parquet");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            return null;
        }

        ProcessStartInfo start = new("node", [Path.Combine(folder, "exchange.mjs"), "time", parquet])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string[] seconds = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return (double.Parse(seconds[0], CultureInfo.InvariantCulture),
            double.Parse(seconds[1], CultureInfo.InvariantCulture));
    }
}
