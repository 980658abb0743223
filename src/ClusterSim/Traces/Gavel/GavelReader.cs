using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Gavel;

/// <summary>
/// Traces of Gavel ("Heterogeneity-Aware Cluster Scheduling Policies for Deep Learning Workloads", OSDI 2020): job
/// types, steps, GPUs and arrivals. Run times come from its table of measured throughputs.
/// </summary>
internal sealed class GavelReader(string? format) : ITraceReader
{
    private static readonly Layout s_long = new(10, Steps: 5, Gpus: 6, Arrival: 9, Weight: 7, Slo: 8);
    private static readonly Layout s_short = new(7, Steps: 4, Gpus: 6, Arrival: 5, Weight: null, Slo: null);

    public static TraceFormat GavelFormat { get; } = new(
        "gavel",
        "traces of Gavel, OSDI 2020: job types, steps, GPUs; gavel:FILE names its table of throughputs",
        "rows of 10 or 7 fields separated by tabs, without a header, with numbers in the last two");

    public TraceFormat Format => GavelFormat;

    public FormatMatch Match(TraceHead head)
    {
        string[] fields = head.Lines.Count > 0 ? head.Lines[0].Split('\t') : [];
        bool numbers = fields.Length > 2 && fields[^2..].All(field =>
            double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return numbers && fields.Length is 7 or 10 ? FormatMatch.Exact
            : numbers && fields.Length is 6 or 8 or 9 or 11 ? FormatMatch.Resembling
            : FormatMatch.None;
    }

    public void Read(Stream content, TraceBuilder builder)
    {
        GavelThroughputs throughputs = GavelThroughputs.Load(GavelThroughputs.PathOf(builder.Path, format));
        PlainTableReader table = new(content, builder.Path, '\t');
        int width = 0;
        while (table.Read())
        {
            bool known = table.FieldCount == s_long.Width || table.FieldCount == s_short.Width;
            width = width == 0 ? table.FieldCount : width;
            if (!known || table.FieldCount != width)
            {
                throw table.CountFault(known
                    ? string.Create(CultureInfo.InvariantCulture, $"{width} fields as in the first row")
                    : "10 fields separated by tabs, or 7");
            }

            Add(table, width == s_long.Width ? s_long : s_short, throughputs, builder);
        }
    }

    private static void Add(PlainTableReader table, Layout layout, GavelThroughputs throughputs, TraceBuilder builder)
    {
        string id = builder.RowsRead.ToString(CultureInfo.InvariantCulture);
        builder.RowsRead++;
        const int mostGpus = 1_000_000;
        const long mostSteps = 1_000_000_000_000_000;
        string jobType = table.Text(0);
        long steps = table.Whole(layout.Steps, "total_steps", 0, mostSteps);
        int gpus = (int)table.Whole(layout.Gpus, "scale_factor", 1, mostGpus);
        int priority = layout.Weight is { } weight ? (int)table.Whole(weight, "priority_weight", 0, mostGpus) : 0;
        SimTime arrival = Arrival(table, layout.Arrival);
        double seconds = steps / (throughputs.StepsPerSecond(jobType, gpus) ?? double.NaN);
        if (!(seconds <= CsvTableReader.MaxSeconds))
        {
            builder.LeftOut(
                double.IsNaN(seconds)
                    ? "no throughput on a V100 was measured for its job type and number of GPUs"
                    : "would run for more than 1e11 s",
                table.Line);
            return;
        }

        ImmutableArray<GpuSpeed> speeds = throughputs.Speeds(jobType, gpus);
        builder.Add(
            new Job
            {
                Id = id,
                SubmitTime = arrival,
                Request = new JobRequest
                {
                    Instances = gpus,
                    PerInstance = new ResourceVector(Gpus: 1),
                    Application = jobType,
                    Priority = priority,
                    GpuSpeeds = speeds,
                    Deadline = layout.Slo is { } slo ? Deadline(table, slo, seconds) : null,
                    Steps = new StepCount(steps, throughputs.StepsPerSecond(jobType, gpus)!.Value),
                },
                Profile = new JobProfile
                {
                    RunTime = SimTime.Length(seconds),
                    GpuSpeeds = [.. speeds.Where(entry => entry.Speed > 0)],
                },
            },
            table.Line);
    }

    private static SimTime Arrival(PlainTableReader table, int field) =>
        DecimalText.TryParse(table.Bytes(field), DecimalText.TickDecimals, out long ticks)
        && ticks is >= 0 and <= CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond
            ? new SimTime(ticks)
            : throw table.Fault(field, "arrival_time", "a time in seconds from 0 to 1e11");

    // A multiple of the run time, or -1 for none; some rows leave it empty.
    private static TimeSpan? Deadline(PlainTableReader table, int field, double seconds) =>
        double.TryParse(table.Text(field), NumberStyles.Float, CultureInfo.InvariantCulture, out double factor)
        && factor > 0 && factor * seconds is > 0 and <= CsvTableReader.MaxSeconds
            ? SimTime.Length(factor * seconds)
            : null;

    /// <summary>Where the fields stand that are used.</summary>
    private readonly record struct Layout(int Width, int Steps, int Gpus, int Arrival, int? Weight, int? Slo);
}
