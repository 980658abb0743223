namespace ClusterSim.Traces;

/// <summary>
/// The Standard Workload Format of the Parallel Workloads Archive (version 2.2): Chapin et al., "Benchmarks and
/// Standards for the Evaluation of Parallel Job Schedulers", JSSPP 1999.
/// </summary>
internal sealed class SwfReader : ITraceReader
{
    public TraceFormat Format { get; } = new(
        "swf",
        "Standard Workload Format of the Parallel Workloads Archive: processors, wait, run and requested time",
        "rows of 18 numbers separated by white space, after header comments that begin with ';'");

    public FormatMatch Match(TraceHead head)
    {
        string? row = head.Lines.FirstOrDefault(line => line[0] != ';');
        if (row is null)
        {
            return head.Lines.Count > 0 ? FormatMatch.Exact : FormatMatch.None;
        }

        string[] fields = row.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        int numbers = fields.Count(field => field.All(c => char.IsAsciiDigit(c) || c is '-' or '.'));
        int further = fields.Length - SwfRow.FieldCount;
        bool known = further == 0 || (further == SwfParser.FurtherFields && head.Lines[0][0] == ';');
        return known && numbers >= SwfRow.FieldCount ? FormatMatch.Exact
            : head.Lines[0][0] == ';' || numbers >= SwfRow.FieldCount - 4 ? FormatMatch.Resembling
            : FormatMatch.None;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        SwfParser parser = new(content, builder.Path);
        SwfJobs jobs = new(parser.Header, builder);
        while (parser.Read())
        {
            jobs.Add(in parser.Row, parser.Line);
            if (parser.HasFurtherFields)
            {
                builder.Noticed("3 more fields than the format has (a dialect of RAPS), ignored", parser.Line);
            }
        }

        builder.RowsRead = parser.Rows;
        jobs.Finish();
    }
}
