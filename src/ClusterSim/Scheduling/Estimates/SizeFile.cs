using System.Collections.Immutable;
using ClusterSim.Tables;

namespace ClusterSim.Scheduling.Estimates;

/// <summary>Sizes of jobs from a file: a CSV with a column <c>duration</c>, in GPU-seconds.</summary>
internal static class SizeFile
{
    private const double MostGpuSeconds = 1e12;

    /// <summary>Reads the sizes.</summary>
    /// <param name="path">The file, which may be compressed.</param>
    /// <exception cref="TableFormatException">Its content is not understood.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ImmutableArray<double> Read(string path)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        table.Select(["duration"]);
        ImmutableArray<double>.Builder sizes = ImmutableArray.CreateBuilder<double>();
        while (table.Read())
        {
            sizes.Add(table.NumberOrNull(0) is > 0 and <= MostGpuSeconds and double size
                ? size
                : throw table.Fault(0, "a size in GPU-seconds, greater than 0"));
        }

        return sizes.Count > 0 ? sizes.ToImmutable() : throw new TableFormatException(
            path, 0, "", "no row", "a size in each row");
    }
}
