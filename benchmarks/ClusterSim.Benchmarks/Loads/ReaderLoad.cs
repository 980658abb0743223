namespace ClusterSim.Benchmarks.Loads;

/// <summary>What to read to measure one format: generated tables, the first of which is named to the reader.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Tables">The tables; most formats have one.</param>
internal sealed record ReaderLoad(string Format, params ReaderTable[] Tables);

/// <summary>A generated table.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Header">Header line; empty for none.</param>
/// <param name="RowsEach">Rows for each job.</param>
/// <param name="Row">The row of a job, from its number.</param>
/// <param name="Footer">Last line; empty for none.</param>
internal sealed record ReaderTable(
    string Name, string Header, int RowsEach, Func<int, string> Row, string Footer = "");
