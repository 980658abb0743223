using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Reads any CSV table with a header row by means of a <see cref="CsvMap"/>.</summary>
internal sealed class MappedCsvReader(CsvMap map) : ITraceReader
{
    /// <summary>The format of all tables that are read with a map.</summary>
    public static readonly TraceFormat CsvFormat = new(
        "csv",
        "any CSV table with a header row, read with a YAML column map (units, constants, defaults)",
        "a column map beside it (NAME.map.yaml or map.yaml) or named as csv:MAP.yaml");

    public TraceFormat Format => CsvFormat;

    public FormatMatch Match(TraceHead head) => FormatMatch.None;

    public void Read(Stream content, TraceBuilder builder)
    {
        using CsvTableReader table = new(content, builder.Path, map.Separator);
        CsvMapRow row = new(map, table);
        List<MappedJob> jobs = [];
        while (table.Read())
        {
            builder.RowsRead++;
            if (ReadJob(row, builder) is { } job)
            {
                jobs.Add(job);
            }
        }

        SetZero(jobs, builder);
        AddAll(jobs, builder);
    }

    private MappedJob? ReadJob(CsvMapRow row, TraceBuilder builder)
    {
        long? submit = row.Ticks(CsvMapField.SubmitTime), start = row.Ticks(CsvMapField.StartTime),
            end = row.Ticks(CsvMapField.EndTime);
        long? run = map.Fields.ContainsKey(CsvMapField.RunTime) ? row.Ticks(CsvMapField.RunTime) : end - start;
        string? reason = submit is null ? "no submit_time"
            : run is null ? "no run time"
            : run < 0 ? "negative run time"
            : start < submit || end < start ? "submission, start and end are out of order"
            : submit < 0 && !map.StartsAtFirstSubmit ? "submitted before time zero"
            : null;
        if (reason is not null)
        {
            builder.LeftOut(reason, row.Line);
            return null;
        }

        return new MappedJob(
            row.Text(CsvMapField.JobId), row.Line, submit!.Value, start, end, run!.Value, ReadRequest(row),
            ReadOutcome(row),
            map.Fields.ContainsKey(CsvMapField.JobId) ? "" : row.Raw);
    }

    private static JobRequest ReadRequest(CsvMapRow row)
    {
        const int mostInstances = 10_000_000, mostMilli = 1_000_000_000;
        const long mostMib = 1L << 40;
        (int gpus, int share) = ReadGpus(row);
        long? walltime = row.Ticks(CsvMapField.Walltime);
        return new JobRequest
        {
            Instances = (int)(row.Whole(CsvMapField.Instances, 1, mostInstances) ?? 1),
            PerInstance = new ResourceVector(
                (int)row.Amount(CsvMapField.Cpus, mostMilli), gpus, share, row.Amount(CsvMapField.Memory, mostMib),
                row.Amount(CsvMapField.Disk, mostMib), (int)(row.Whole(CsvMapField.RdmaPercent, 0, 100) ?? 0)),
            Walltime = walltime is { } limit ? new TimeSpan(limit) : null,
            GpuModels = ReadModels(row),
            Role = row.Text(CsvMapField.Role),
            MaxInstancesPerNode = (int?)row.Whole(CsvMapField.MaxInstancesPerNode, 1, int.MaxValue),
            User = row.Text(CsvMapField.User),
            Application = row.Text(CsvMapField.Application),
            Queue = row.Text(CsvMapField.Queue),
            Priority = (int)(row.Whole(CsvMapField.Priority, int.MinValue, int.MaxValue) ?? 0),
        };
    }

    /// <summary>A number below one is a share of one GPU.</summary>
    private static (int Gpus, int Share) ReadGpus(CsvMapRow row)
    {
        const long wholeMilli = 1000, mostGpus = 100;
        long milli = row.Milli(CsvMapField.Gpus);
        bool possible = milli < wholeMilli || (milli % wholeMilli == 0 && milli / wholeMilli <= mostGpus);
        return !possible ? throw row.Fault(CsvMapField.Gpus, "up to 100 whole GPUs, or a share of one GPU below 1")
            : milli is > 0 and < wholeMilli ? (1, (int)milli)
            : ((int)(milli / wholeMilli), (int)wholeMilli);
    }

    private static ImmutableArray<string> ReadModels(CsvMapRow row)
    {
        string text = row.Text(CsvMapField.GpuModels);
        return text.Length == 0 ? [] : [.. text.Split('|', StringSplitOptions.TrimEntries).Distinct()];
    }

    private static JobOutcome ReadOutcome(CsvMapRow row)
    {
        string text = row.Text(CsvMapField.Outcome);
        return text.Length == 0 ? JobOutcome.Completed
            : NormalFormText.TryParseOutcome(text, out JobOutcome outcome) ? outcome
            : throw row.Fault(CsvMapField.Outcome, NormalFormText.OutcomeWords + " (translate others under 'values')");
    }

    private void SetZero(List<MappedJob> jobs, TraceBuilder builder)
    {
        if (!map.StartsAtFirstSubmit || jobs.Count == 0)
        {
            return;
        }

        long zero = jobs.Min(job => job.Submit);
        jobs.ForEach(job => job.Shift(zero));
        bool calendar = map.Fields[CsvMapField.SubmitTime].Unit == CsvMapUnits.DateTime;
        builder.TimeZero = calendar
            ? new DateTime(zero).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
                + " (UTC where the table names no zone)"
            : string.Create(CultureInfo.InvariantCulture,
                $"{(decimal)zero / TimeSpan.TicksPerSecond} s of the table's clock");
    }

    private void AddAll(List<MappedJob> jobs, TraceBuilder builder)
    {
        if (!map.Fields.ContainsKey(CsvMapField.JobId))
        {
            // Numbered by content, rows get the same ids in whatever order they stand.
            jobs.Sort();
        }

        for (int i = 0; i < jobs.Count; i++)
        {
            MappedJob job = jobs[i];
            string id = job.Id.Length > 0 ? job.Id : string.Create(CultureInfo.InvariantCulture, $"job-{i + 1}");
            builder.Add(job.ToJob(id), job.Line);
        }
    }
}
