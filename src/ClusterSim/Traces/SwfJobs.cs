using System.Globalization;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Makes jobs out of rows of the Standard Workload Format.</summary>
internal sealed class SwfJobs(SwfHeader header, TraceBuilder builder)
{
    private const int MilliPerCore = 1000;
    private const int KibPerMib = 1024;
    private readonly Dictionary<long, string> _numbers = [];
    private bool _waitKnown;

    public void Add(in SwfRow row, int line)
    {
        _waitKnown |= row.Has(SwfField.WaitTime);
        if (WhyLeftOut(in row) is { } reason)
        {
            builder.LeftOut(reason, line);
            return;
        }

        SimTime submit = new(row.Ticks(SwfField.SubmitTime));
        TimeSpan runTime = new(row.Ticks(SwfField.RunTime));
        builder.Add(
            new Job
            {
                Id = row.Whole(SwfField.JobNumber).ToString(CultureInfo.InvariantCulture),
                SubmitTime = submit,
                Request = Request(in row, runTime, line),
                Profile = new JobProfile { RunTime = runTime, Outcome = Outcome(in row, line) },
                Recorded = Recorded(in row, submit, runTime),
            },
            line);
    }

    private string? WhyLeftOut(in SwfRow row)
    {
        long status = row.Whole(SwfField.Status);
        bool ran = row.Ticks(SwfField.RunTime) > 0;
        return status is >= 2 and <= 4 ? "part of a job that has a summary row (status 2 to 4)"
            : !row.Has(SwfField.SubmitTime) ? "no submit time"
            : !row.Has(SwfField.RunTime) ? "no run time"
            : !ran && row.Processors == 0 ? "never ran and no number of processors"
            : !ran && status == 5 ? "cancelled before it started (status 5, run time 0)"
            : status == 5 && header.CancelledDidNotRun ? "cancelled (status 5): in this log such jobs did not run"
            : null;
    }

    private JobRequest Request(in SwfRow row, TimeSpan runTime, int line)
    {
        int processors = row.Processors;
        if (processors == 0)
        {
            builder.Repaired("no number of processors, taken as 1", line);
            processors = 1;
        }

        if (processors > header.Processors)
        {
            builder.Noticed($"asks for more processors than the {header.Processors} of the machine", line);
        }

        TimeSpan? walltime = row.Ticks(SwfField.RequestedTime) > 0
            ? new TimeSpan(row.Ticks(SwfField.RequestedTime))
            : null;
        if (runTime > walltime)
        {
            builder.Noticed("ran longer than the requested time", line);
        }

        return new JobRequest
        {
            Instances = processors,
            PerInstance = new ResourceVector(CpuMilli: MilliPerCore, MemoryMiB: MemoryMiB(in row)),
            Walltime = walltime,
            User = Number(in row, SwfField.User),
            Application = Number(in row, SwfField.Executable),
            Queue = row.Has(SwfField.Queue) ? Number(in row, SwfField.Queue) : Partition(in row),
        };
    }

    private static long MemoryMiB(in SwfRow row) =>
        row.Has(SwfField.RequestedMemory) ? (row.Ceiling(SwfField.RequestedMemory) + KibPerMib - 1) / KibPerMib : 0;

    private string Partition(in SwfRow row) =>
        row.Has(SwfField.Partition) ? "partition-" + Number(in row, SwfField.Partition) : "";

    private JobOutcome Outcome(in SwfRow row, int line)
    {
        switch (row.Whole(SwfField.Status))
        {
            case 0:
                return JobOutcome.Failed;
            case 1:
                return JobOutcome.Completed;
            case 5:
                return JobOutcome.Cancelled;
            default:
                builder.Noticed("status unknown, taken as completed", line);
                return JobOutcome.Completed;
        }
    }

    private static RecordedRun? Recorded(in SwfRow row, SimTime submit, TimeSpan runTime)
    {
        if (!row.Has(SwfField.WaitTime))
        {
            return null;
        }

        SimTime start = submit + new TimeSpan(row.Ticks(SwfField.WaitTime));
        return new RecordedRun(start, start + runTime);
    }

    public void Finish()
    {
        builder.Properties.AddRange(header.Properties);
        builder.TimeZero = header.TimeZero;
        builder.Machine = header.Machine;
        if (!_waitKnown && builder.RowsRead > 0)
        {
            builder.NoticedOnTheWhole("no row has a wait time: the log may give start times as submit times");
        }

        if (header.MaxRecords is { } promised && promised != builder.RowsRead)
        {
            builder.NoticedOnTheWhole($"header field MaxRecords says {promised} rows, the file has {builder.RowsRead}");
        }
    }

    /// <summary>Text of a number that many rows share.</summary>
    private string Number(in SwfRow row, SwfField field)
    {
        if (!row.Has(field))
        {
            return "";
        }

        long number = row.Whole(field);
        if (!_numbers.TryGetValue(number, out string? text))
        {
            text = number.ToString(CultureInfo.InvariantCulture);
            _numbers.Add(number, text);
        }

        return text;
    }
}
