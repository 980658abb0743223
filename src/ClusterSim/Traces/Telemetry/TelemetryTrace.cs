using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// Measurements of real jobs, pods and nodes, as a stream of events. A job appears with its first sample and ends with
/// its last one, unless the source says otherwise. Every replay reads the files again, so that memory does not grow
/// with the samples where they stand by time.
/// </summary>
public sealed class TelemetryTrace
{
    private static readonly TimeSpan s_shortestGap = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_unknownInterval = TimeSpan.FromMinutes(1);
    private readonly ImmutableArray<SampleSource> _sources;
    private readonly TelemetryLife[] _lives;
    private readonly int[] _nodes;
    private readonly SimTime _zero;

    private TelemetryTrace(string path, ImmutableArray<SampleSource> sources, ImmutableArray<string> skipped,
        TelemetryDirectory directory, TelemetryOptions options)
    {
        (Path, _sources, SkippedFiles) = (path, sources, skipped);
        SampleInstants instants = SurveyAll(sources, out TelemetrySurvey survey);
        Samples = survey.Samples;
        Interval = survey.Interval ?? s_unknownInterval;
        GapLimit = options.GapLimit ?? new TimeSpan(Math.Max(s_shortestGap.Ticks, 3 * Interval.Ticks));
        TelemetryLives lives = new(directory, survey, Interval, GapLimit);
        (TelemetryLife Life, Job Job)[] all = [.. lives.All()];
        Workload = WorkloadOf(path, [.. all.Select(one => one.Job)]);
        Dictionary<string, TelemetryLife> lifeOf = all.ToDictionary(one => one.Job.Id, one => one.Life);
        _lives = [.. Workload.Jobs.Select(job => lifeOf[job.Id])];
        _nodes = [.. _lives.Select(life => survey.Subjects[life.Subject]!.Node)];
        (_zero, End) = (lives.Zero, SimTime.Zero + (lives.End - lives.Zero));
        Nodes = [.. directory.Nodes];
        Files = ReportsOf(instants);
        RepeatedInOtherFile = instants.RepeatedInOtherFile;
    }

    /// <summary>The file or folder that was read.</summary>
    public string Path { get; }

    /// <summary>What was found in each file.</summary>
    public ImmutableArray<TelemetryFileReport> Files { get; }

    /// <summary>Files of the folder that are no telemetry; empty when one file was read.</summary>
    public ImmutableArray<string> SkippedFiles { get; }

    /// <summary>Samples that another file of the folder has given, too; they were left out.</summary>
    public long RepeatedInOtherFile { get; }

    /// <summary>
    /// The jobs or pods that were measured. What they asked for is what the source says, or else shows.
    /// </summary>
    public Workload Workload { get; }

    /// <summary>Names of the nodes; their positions are the nodes of the events.</summary>
    public ImmutableArray<string> Nodes { get; }

    /// <summary>Jobs that came again after a gap longer than <see cref="GapLimit"/>.</summary>
    public int JobsAfterGaps => _lives.Count(life => life.Number > 1);

    /// <summary>Samples that count.</summary>
    public long Samples { get; }

    /// <summary>The most frequent time between two samples of a job; 1 minute when no job has two.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The gap after which a job counts as ended: see <see cref="TelemetryOptions.GapLimit"/>.</summary>
    public TimeSpan GapLimit { get; }

    /// <summary>When the telemetry ends: an interval after its last sample.</summary>
    public SimTime End { get; }

    /// <summary>Seconds that the clock of the source shows at time 0 of the events.</summary>
    public double ClockAtZeroSeconds => _zero.Seconds;

    /// <summary>The date and time, UTC, of time 0 of the events; empty when the source's clock has no dates.</summary>
    public string TimeZero => _sources.All(source => source.HasDates)
        ? CalendarText.Format(_zero + (DateTime.UnixEpoch - DateTime.MinValue)) + "Z"
        : "";

    /// <summary>Reads telemetry: a file, or a folder whose files measure the same jobs.</summary>
    /// <param name="path">File or folder; files may be compressed with gzip and packed with tar.</param>
    /// <param name="format">Name of the format. <c>null</c>: recognised from the content.</param>
    /// <param name="options">How to take it; <c>null</c>: the defaults.</param>
    /// <exception cref="TraceFormatException">A file cannot be found, recognised or read.</exception>
    public static TelemetryTrace Open(string path, string? format = null, TelemetryOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Guarded(path, () => OpenAll(path, format, options ?? new TelemetryOptions()));
    }

    /// <summary>
    /// Tells everything as events in order of time. In one instant: ends, submissions, starts, samples. A sample is
    /// <see cref="EventKind.MetricSampled"/>: first those of single devices, then that of the job. Jobs that are there
    /// when the telemetry ends get no end.
    /// </summary>
    /// <param name="observer">Who is told.</param>
    /// <exception cref="TraceFormatException">A file has changed or cannot be read any more.</exception>
    public void Replay(IEventObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        TelemetryReplay replay = new(_zero, _lives, [.. Workload.Jobs], _nodes, observer);
        Guarded(Path, () =>
        {
            replay.Run(new SampleInstants(_sources));
            return true;
        });
    }

    private static TelemetryTrace OpenAll(string path, string? format, TelemetryOptions options)
    {
        TelemetryDirectory directory = new(options.Labels);
        if (!Directory.Exists(path))
        {
            string file = TracePath.Resolve(path);
            SampleSource only = new(file, TelemetryFormats.Choose(file, format), directory);
            return new TelemetryTrace(file, [only], [], directory, options);
        }

        List<SampleSource> sources = [];
        List<string> skipped = [];
        foreach (string file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
        {
            if (TelemetryFormats.Find(file) is { } reader && (format is null || reader.Format.Name == format))
            {
                sources.Add(new SampleSource(file, reader, directory));
            }
            else
            {
                skipped.Add(System.IO.Path.GetFileName(file));
            }
        }

        return sources.Count > 0
            ? new TelemetryTrace(path, [.. sources], [.. skipped], directory, options)
            : throw new TableFormatException(path, 0, "", "a folder without telemetry", "at least one table of it");
    }

    private static SampleInstants SurveyAll(ImmutableArray<SampleSource> sources, out TelemetrySurvey survey)
    {
        while (true)
        {
            SampleInstants instants = new(sources);
            survey = TelemetrySurvey.Of(instants, s_shortestGap);
            SampleSource[] unordered = [.. sources.Where(source => source.IsOutOfOrder)];
            if (unordered.Length == 0)
            {
                return survey.Samples > 0 ? instants : throw new TableFormatException(
                    sources[0].Path, 0, "", "no sample", "at least one");
            }

            Array.ForEach(unordered, source => source.Hold());
        }
    }

    private static Workload WorkloadOf(string path, Job[] jobs)
    {
        try
        {
            return new Workload(jobs, new WorkloadSource { Name = TracePath.NameOf(path), Format = "telemetry" });
        }
        catch (WorkloadException error)
        {
            // A pod that is really called as the second stretch of another.
            throw new TableFormatException(
                path, 0, "", $"no possible jobs: {error.Message.TrimEnd('.')}", "names that differ");
        }
    }

    private ImmutableArray<TelemetryFileReport> ReportsOf(SampleInstants instants)
    {
        ImmutableArray<TelemetryFileReport>.Builder reports =
            ImmutableArray.CreateBuilder<TelemetryFileReport>(_sources.Length);
        for (int i = 0; i < _sources.Length; i++)
        {
            TraceBuilder rows = _sources[i].Rows;
            foreach ((int _, int line) in instants.Repeated.Where(row => row.Source == i).OrderBy(row => row.Line))
            {
                rows.LeftOut("another row has the same time and place", line);
            }

            reports.Add(new TelemetryFileReport
            {
                FileName = System.IO.Path.GetFileName(_sources[i].Path),
                Format = _sources[i].Format.Name,
                Checksum = _sources[i].Checksum,
                RowsRead = rows.RowsRead,
                RowsRepaired = rows.RowsRepaired,
                Notes = rows.Notes,
            });
        }

        return reports.MoveToImmutable();
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (TableFormatException error)
        {
            throw new TraceFormatException(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TraceFormatException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
