using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Slurm;

/// <summary>Makes jobs out of rows of <c>sacct</c>.</summary>
internal sealed class SacctJobs(PlainTableReader table, SacctColumns columns, TraceBuilder builder)
{
    private readonly SacctRequests _requests = new(table, columns, builder);
    private readonly Dictionary<string, Occurrence> _ids = new(StringComparer.Ordinal);

    /// <summary>Whether the times are Unix seconds (<c>SLURM_TIME_FORMAT=%s</c>) or have a zone.</summary>
    public bool AreTimesInUtc { get; private set; }

    /// <summary>Adds the job of the current row, or says why there is none.</summary>
    public void Add()
    {
        int idColumn = columns.First(SacctField.JobId, SacctField.JobIdRaw);
        if (table.Bytes(idColumn).Contains((byte)'.'))
        {
            builder.LeftOut("a step of a job, which has a row of its own (sacct -X leaves steps out)", table.Line);
            return;
        }

        string id = table.Text(idColumn);
        SimTime submit = Time(SacctField.Submit) ?? throw Fault(SacctField.Submit, CalendarText.Expectation);
        SimTime? start = Time(SacctField.Start), end = Time(SacctField.End);
        TimeSpan? elapsed = Elapsed();
        JobOutcome? outcome = Outcome();
        SlurmTres resources = _requests.Resources();
        TimeSpan? runTime = elapsed ?? (end is null || start is null ? null : end.Value - start.Value);
        if (WhyLeftOut(submit, start, end, runTime, outcome) is { } reason)
        {
            builder.LeftOut(reason, table.Line);
            return;
        }

        if (UniqueId(id, start!.Value) is not { } unique)
        {
            builder.LeftOut("the same job and start again", table.Line);
            return;
        }

        builder.Add(
            new Job
            {
                Id = unique,
                SubmitTime = submit,
                Request = _requests.Request(in resources, runTime!.Value),
                Profile = Profile(runTime!.Value, outcome),
                Recorded = new RecordedRun(start, outcome is null ? null : end ?? start + runTime),
            },
            table.Line);
        Notice(id, end - start, runTime!.Value, in resources);
    }

    private string? WhyLeftOut(
        SimTime submit, SimTime? start, SimTime? end, TimeSpan? runTime, JobOutcome? outcome)
    {
        int allocated = columns[SacctField.AllocTres];
        bool heldNothing = allocated < 0 || table.Bytes(allocated).IsEmpty;
        return start is null ? "never started"
            : outcome == JobOutcome.Cancelled && runTime == TimeSpan.Zero && heldNothing
                ? "cancelled before it started"
            : runTime is null ? "still running, and no Elapsed column says for how long"
            : start < submit ? "started before it was submitted"
            : end < start ? "ended before it started"
            : null;
    }

    private JobProfile Profile(TimeSpan runTime, JobOutcome? outcome)
    {
        if (outcome is null)
        {
            builder.Repaired("still running when the dump was made: its run time is a lower bound", table.Line);
        }

        return new JobProfile
        {
            RunTime = runTime,
            Censored = outcome is null,
            Outcome = outcome ?? JobOutcome.Completed,
        };
    }

    private void Notice(string id, TimeSpan? held, TimeSpan runTime, in SlurmTres resources)
    {
        if (id.Contains('+', StringComparison.Ordinal))
        {
            builder.Noticed("a component of a heterogeneous job, taken as a job of its own", table.Line);
        }

        if (held > runTime)
        {
            builder.Noticed("Elapsed is shorter than End minus Start (suspended for a while); Elapsed is used",
                table.Line);
        }

        if (resources.HasShares)
        {
            builder.Noticed("holds shares of GPUs (gres/shard), which are not taken over", table.Line);
        }
    }

    /// <summary>
    /// The id, with a number behind it for the further runs of a requeued job; <c>null</c> for the same run again.
    /// </summary>
    private string? UniqueId(string id, SimTime start)
    {
        if (!_ids.TryGetValue(id, out Occurrence last))
        {
            _ids.Add(id, new Occurrence(1, start));
            return id;
        }

        if (last.Start == start)
        {
            return null;
        }

        _ids[id] = new Occurrence(last.Count + 1, start);
        builder.Noticed("a further run of a requeued job (sacct -D), taken as a job of its own", table.Line);
        return string.Create(CultureInfo.InvariantCulture, $"{id}#{last.Count + 1}");
    }

    private SimTime? Time(SacctField field)
    {
        int column = columns[field];
        ReadOnlySpan<byte> text = column < 0 ? default : table.Bytes(column);
        if (text.IsEmpty || text.SequenceEqual("Unknown"u8) || text.SequenceEqual("None"u8)
            || text.SequenceEqual("N/A"u8))
        {
            return null;
        }

        if (CalendarText.TryParse(text, out SimTime time, out bool zoned))
        {
            AreTimesInUtc |= zoned;
            return time;
        }

        const long latestUnixSeconds = 253_402_300_799;
        if (text.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !DecimalText.TryParse(text, 0, out long seconds)
            || seconds > latestUnixSeconds)
        {
            throw Fault(field, CalendarText.Expectation + ", seconds since 1970, or Unknown");
        }

        AreTimesInUtc = true;
        return new SimTime(DateTime.UnixEpoch.Ticks + (seconds * TimeSpan.TicksPerSecond));
    }

    private TimeSpan? Elapsed()
    {
        int raw = columns[SacctField.ElapsedRaw];
        if (raw >= 0 && !table.Bytes(raw).IsEmpty)
        {
            return new TimeSpan(
                table.Whole(raw, "ElapsedRaw", 0, CsvTableReader.MaxSeconds) * TimeSpan.TicksPerSecond);
        }

        int column = columns[SacctField.Elapsed];
        return column < 0 || table.Bytes(column).IsEmpty ? null
            : SlurmDuration.TryParse(table.Bytes(column), out TimeSpan length) ? length
            : throw Fault(SacctField.Elapsed, SlurmDuration.Expectation);
    }

    /// <summary>What became of the job; <c>null</c> when it is not finished.</summary>
    private JobOutcome? Outcome()
    {
        int column = columns[SacctField.State];
        if (column < 0)
        {
            return JobOutcome.Completed;
        }

        return SlurmState.TryParse(table.Text(column), out JobOutcome? outcome)
            ? outcome
            : throw Fault(SacctField.State, SlurmState.Expectation);
    }

    private TableFormatException Fault(SacctField field, string expected) =>
        table.Fault(columns[field], SacctColumns.NameOf(field), expected);

    private readonly record struct Occurrence(int Count, SimTime Start);
}
