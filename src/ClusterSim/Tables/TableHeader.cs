namespace ClusterSim.Tables;

/// <summary>Holds the columns of a file against those that it should have.</summary>
internal static class TableHeader
{
    /// <summary>Where each column stands in the file; -1 for an optional one that it lacks.</summary>
    /// <exception cref="TableFormatException">Columns are missing, unexpected or there twice.</exception>
    public static int[] Positions(
        string file, int line, IReadOnlyList<string> header, IReadOnlyList<string> columns,
        IReadOnlyList<string> optional)
    {
        List<string> missing = [.. columns.Where(name => !header.Contains(name))];
        List<string> extra = [.. header.Where(name => !columns.Contains(name) && !optional.Contains(name))];
        extra.AddRange(header.GroupBy(name => name).Where(same => same.Count() > 1)
            .Select(same => same.Key + " (twice)"));
        if (missing.Count + extra.Count > 0)
        {
            throw new TableFormatException(
                file, line, "", Fault(missing, extra),
                $"exactly the columns {string.Join(",", columns)}"
                    + (optional.Count > 0 ? $" and perhaps {string.Join(",", optional)}" : ""));
        }

        List<string> names = [.. header];
        return [.. columns.Concat(optional).Select(name => names.IndexOf(name))];
    }

    private static string Fault(List<string> missing, List<string> extra)
    {
        string[] parts =
        [
            .. missing.Count > 0 ? new[] { "no column " + string.Join(", ", missing.Select(name => $"'{name}'")) } : [],
            .. extra.Count > 0 ? new[] { "unexpected " + string.Join(", ", extra.Select(name => $"'{name}'")) } : [],
        ];
        return string.Join(" and ", parts);
    }
}
