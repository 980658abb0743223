using ClusterSim.Tables;

namespace ClusterSim.Traces.Slurm;

/// <summary>
/// What Slurm's <c>sacct -X -P</c> prints: a header of field names with bars between them, and one row for each job.
/// </summary>
internal sealed class SacctReader : ITraceReader
{
    public TraceFormat Format { get; } = new(
        "sacct",
        "Slurm's accounting, as sacct -X -P prints it: any cluster's own jobs",
        "a header of names divided by '|' with JobID, Submit and Start among them");

    public FormatMatch Match(TraceHead head)
    {
        if (head.Lines.Count == 0 || !SacctColumns.IsHeader(head.Lines[0]))
        {
            return FormatMatch.None;
        }

        return head.Lines[0].Contains("Submit", StringComparison.OrdinalIgnoreCase)
            ? FormatMatch.Exact
            : FormatMatch.Resembling;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        PlainTableReader table = new(content, builder.Path, '|');
        if (!table.Read())
        {
            return;
        }

        SacctColumns columns = new(table, builder.Path);
        SacctJobs jobs = new(table, columns, builder);
        while (table.Read())
        {
            builder.RowsRead++;
            // With sacct -p there is an empty field behind the last bar.
            bool trailing = table.FieldCount == columns.Width + 1 && table.Bytes(columns.Width).IsEmpty;
            if (table.FieldCount < columns.Width)
            {
                throw table.CountFault($"{columns.Width} fields as in the header");
            }

            if (table.FieldCount > columns.Width && !trailing)
            {
                builder.LeftOut("more fields than the header has: a name with a '|' in it", table.Line);
                continue;
            }

            jobs.Add();
        }

        builder.MoveEpochToFirstSubmit(jobs.AreTimesInUtc);
    }
}
