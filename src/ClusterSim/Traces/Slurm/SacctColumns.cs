using ClusterSim.Tables;

namespace ClusterSim.Traces.Slurm;

/// <summary>Which fields of <c>sacct</c> a dump has, and where.</summary>
internal sealed class SacctColumns
{
    /// <summary>The fields that are used, in the order of <see cref="SacctField"/>.</summary>
    private static readonly string[] s_names =
    [
        "JobID", "JobIDRaw", "JobName", "User", "Partition", "Priority", "State", "Submit", "Start", "End", "Elapsed",
        "ElapsedRaw", "Timelimit", "TimelimitRaw", "AllocTRES", "ReqTRES", "AllocCPUS", "NCPUS", "ReqCPUS",
        "AllocNodes", "NNodes", "ReqNodes", "ReqMem",
    ];

    private readonly int[] _position = new int[s_names.Length];

    /// <summary>Looks up the names in the header row, which the table stands on.</summary>
    /// <exception cref="TableFormatException">A name stands there twice, or one that is needed is missing.</exception>
    public SacctColumns(PlainTableReader table, string path)
    {
        Width = Header(table, out List<string> header);
        Array.Fill(_position, -1);
        for (int column = 0; column < header.Count; column++)
        {
            int field = Array.FindIndex(s_names, name => Same(name, header[column]));
            if (field >= 0 && _position[field] >= 0)
            {
                throw new TableFormatException(path, table.Line, "", $"column '{header[column]}' twice", "it once");
            }

            if (field >= 0)
            {
                _position[field] = column;
            }
        }

        string[] missing = [.. Missing()];
        if (missing.Length > 0)
        {
            throw new TableFormatException(path, table.Line, "",
                "no column " + string.Join(", no column ", missing) + " among " + string.Join('|', header),
                "a header of sacct -P with JobID, Submit, Start, End or Elapsed, and AllocTRES, ReqTRES or NCPUS");
        }
    }

    /// <summary>Fields that each row has, without an empty one behind the last bar.</summary>
    public int Width { get; }

    /// <summary>The position of a field; -1 when the dump does not have it.</summary>
    public int this[SacctField field] => _position[(int)field];

    /// <summary>Whether a line is such a header.</summary>
    public static bool IsHeader(string line)
    {
        string[] names = line.Split('|');
        return names.Any(name => Same("JobID", name) || Same("JobIDRaw", name))
            && names.Count(name => s_names.Any(known => Same(known, name))) > 2;
    }

    public static string NameOf(SacctField field) => s_names[(int)field];

    /// <summary>The first of the fields that the dump has; -1 when it has none.</summary>
    public int First(params ReadOnlySpan<SacctField> fields)
    {
        foreach (SacctField field in fields)
        {
            if (_position[(int)field] >= 0)
            {
                return _position[(int)field];
            }
        }

        return -1;
    }

    private static int Header(PlainTableReader table, out List<string> header)
    {
        header = [.. Enumerable.Range(0, table.FieldCount).Select(table.Text)];
        if (header[^1].Length == 0)
        {
            // sacct -p puts a bar behind the last field, too.
            header.RemoveAt(header.Count - 1);
        }

        return header.Count;
    }

    private static bool Same(string name, string found) => name.Equals(found, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Missing()
    {
        (string Name, bool Known)[] needed =
        [
            ("JobID", First(SacctField.JobId, SacctField.JobIdRaw) >= 0),
            ("Submit", this[SacctField.Submit] >= 0),
            ("Start", this[SacctField.Start] >= 0),
            ("End or Elapsed", First(SacctField.End, SacctField.Elapsed, SacctField.ElapsedRaw) >= 0),
            ("AllocTRES, ReqTRES or NCPUS", First(SacctField.AllocTres, SacctField.ReqTres, SacctField.AllocCpus,
                SacctField.Ncpus, SacctField.ReqCpus) >= 0),
        ];
        return needed.Where(need => !need.Known).Select(need => need.Name);
    }
}
