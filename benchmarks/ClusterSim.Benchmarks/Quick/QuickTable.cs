using System.Globalization;
using System.Runtime.InteropServices;

namespace ClusterSim.Benchmarks.Quick;

/// <summary>
/// The benchmarks in one process and about a minute: rougher than BenchmarkDotNet, but every row is measured back to
/// back with its baseline.
/// </summary>
internal static class QuickTable
{
    /// <summary>Measures and prints.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="names">Beginnings of the names of the benchmarks wanted; none for all.</param>
    public static void Print(TextWriter output, string[] names)
    {
        output.WriteLine("# Quick benchmark");
        output.WriteLine();
        output.WriteLine("    dotnet run -c Release --project benchmarks/ClusterSim.Benchmarks -- --quick");
        output.WriteLine();
        output.WriteLine($"{ProcessorName()}, one core used, {RuntimeInformation.OSDescription},");
        output.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}.");
        output.WriteLine(
            """
            Processor time of the process, least of some rounds, baseline and ours turn by turn. Start of the process
            and, unless the row says so, reading of the input are not included.

            """);
        output.WriteLine("| what | baseline | ours | ratio | goal | met |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((string name, Func<IEnumerable<QuickRow>> measure) in QuickSuite.All)
        {
            if (names.Length == 0 || names.Any(wanted => name.StartsWith(wanted, StringComparison.Ordinal)))
            {
                Print(output, measure());
            }
        }
    }

    private static void Print(TextWriter output, IEnumerable<QuickRow> rows)
    {
        foreach (QuickRow row in rows)
        {
            string ratio = double.IsNaN(row.Ratio) ? "" : row.Ratio.ToString("0.00", CultureInfo.InvariantCulture);
            string met = row.Goal.Length == 0 ? "" : row.Met ? "yes" : "no";
            output.WriteLine($"| {row.What} | {row.Baseline} | {row.Ours} | {ratio} | {row.Goal} | {met} |");
            output.Flush();
        }
    }

    private static string ProcessorName()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[1].Trim() ?? "Unknown processor";
    }
}
