namespace ClusterSim.Benchmarks.Loads;

/// <summary>The tables of a <see cref="ReaderLoad"/> in a folder for temporary files until they are disposed.</summary>
internal sealed class ReaderFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clustersim-readers-").FullName;

    public ReaderFiles(ReaderLoad load, int rows)
    {
        int jobs = rows / load.Tables.Sum(table => table.RowsEach);
        foreach (ReaderTable table in load.Tables)
        {
            string path = System.IO.Path.Combine(_folder, table.Name);
            Rows += Write(table, path, jobs);
            Bytes += new FileInfo(path).Length;
        }

        Path = System.IO.Path.Combine(_folder, load.Tables[0].Name);
    }

    /// <summary>The file that is named to the reader.</summary>
    public string Path { get; }

    /// <summary>Rows of all tables.</summary>
    public long Rows { get; }

    /// <summary>Bytes of all tables.</summary>
    public long Bytes { get; }

    /// <summary>The baseline: the lines of all tables as strings, nothing parsed.</summary>
    public long CountLines() =>
        Directory.EnumerateFiles(_folder).Sum(path => File.ReadLines(path).Sum(line => (long)line.Length));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static long Write(ReaderTable table, string path, int jobs)
    {
        using StreamWriter writer = new(path) { NewLine = "\n" };
        if (table.Header.Length > 0)
        {
            writer.WriteLine(table.Header);
        }

        for (int i = 0; i < jobs * table.RowsEach; i++)
        {
            writer.WriteLine(table.Row(i / table.RowsEach));
        }

        if (table.Footer.Length > 0)
        {
            writer.WriteLine(table.Footer);
        }

        return (long)jobs * table.RowsEach;
    }
}
