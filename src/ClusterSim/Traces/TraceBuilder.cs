using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>Collects what a reader finds: jobs with their lines, notes about rows, and facts about the whole.</summary>
internal sealed class TraceBuilder(string path)
{
    private readonly List<Job> _jobs = [];
    private readonly List<int> _lines = [];
    private readonly Dictionary<(TraceNoteKind, string), Tally> _notes = [];
    private readonly List<Tally> _notesInOrder = [];
    private int _lastRepairedLine;

    /// <summary>
    /// The file as the caller named it; a reader of several tables sets that whose lines its jobs have.
    /// </summary>
    public string Path { get; set; } = path;

    /// <summary>Checksums of the further files that were read, by file name.</summary>
    public List<(string FileName, string Checksum)> Companions { get; } = [];

    public long RowsRead { get; set; }

    public long RowsRepaired { get; private set; }

    public string TimeZero { get; set; } = "";

    public MachineHint? Machine { get; set; }

    /// <summary>Whether the source submits the jobs of one instant in the order of their ids as text.</summary>
    public bool OrderIdsAsText { get; set; }

    public List<TraceProperty> Properties { get; } = [];

    public List<RequestLimit> RequestLimits { get; } = [];

    public ImmutableArray<TraceNote> Notes =>
        [.. _notesInOrder.OrderByDescending(tally => tally.Kind).Select(tally => tally.ToNote())];

    public void Add(Job job, int line)
    {
        if (job.Id.Length == 0)
        {
            throw new TableFormatException(Path, line, "", "an empty job id", "an id that occurs once");
        }

        _jobs.Add(job);
        _lines.Add(line);
    }

    /// <summary>
    /// Moves time 0 to the first submission, for sources whose times are dates, and says which date it was.
    /// </summary>
    /// <param name="zoned">Whether the dates are in UTC; else they are local time of an unknown zone.</param>
    public void MoveEpochToFirstSubmit(bool zoned)
    {
        if (_jobs.Count == 0)
        {
            return;
        }

        SimTime first = _jobs[0].SubmitTime;
        foreach (Job job in _jobs)
        {
            first = SimTime.Min(first, job.SubmitTime);
        }

        TimeSpan shift = first - SimTime.Zero;
        for (int i = 0; i < _jobs.Count; i++)
        {
            RecordedRun? run = _jobs[i].Recorded;
            _jobs[i] = _jobs[i] with
            {
                SubmitTime = _jobs[i].SubmitTime - shift,
                Recorded = run is null ? null : run with { Start = run.Start - shift, End = run.End - shift },
            };
        }

        TimeZero = CalendarText.Format(first) + (zoned ? "Z" : " local time, zone not recorded");
    }

    public void LeftOut(string reason, int line) => Note(TraceNoteKind.LeftOut, reason, line);

    public void Noticed(string reason, int line) => Note(TraceNoteKind.Noticed, reason, line);

    /// <summary>Notes something about the trace as a whole.</summary>
    public void NoticedOnTheWhole(string reason) => _notesInOrder.Add(new Tally(TraceNoteKind.Noticed, reason));

    public void Repaired(string reason, int line)
    {
        RowsRepaired += line == _lastRepairedLine ? 0 : 1;
        _lastRepairedLine = line;
        Note(TraceNoteKind.Repaired, reason, line);
    }

    /// <summary>The jobs with their lines, by line; jobs of one line in the order that they were added.</summary>
    public IReadOnlyList<(Job Job, int Line)> RowsByLine() =>
        [.. Enumerable.Range(0, _jobs.Count).OrderBy(i => _lines[i]).Select(i => (_jobs[i], _lines[i]))];

    /// <summary>The validated workload.</summary>
    /// <exception cref="TableFormatException">A job breaks a rule of workloads, or an id occurs twice.</exception>
    public Workload ToWorkload(WorkloadSource source)
    {
        try
        {
            return new Workload(_jobs, source with { OrderIdsAsText = OrderIdsAsText });
        }
        catch (WorkloadException)
        {
            throw Locate();
        }
    }

    private void Note(TraceNoteKind kind, string reason, int line)
    {
        if (!_notes.TryGetValue((kind, reason), out Tally? tally))
        {
            tally = new Tally(kind, reason);
            _notes.Add((kind, reason), tally);
            _notesInOrder.Add(tally);
        }

        tally.Add(line);
    }

    /// <summary>The line of the first job that no workload accepts.</summary>
    private TableFormatException Locate()
    {
        Dictionary<string, int> lineOfId = new(StringComparer.Ordinal);
        for (int i = 0; i < _jobs.Count; i++)
        {
            if (!lineOfId.TryAdd(_jobs[i].Id, _lines[i]))
            {
                string found = $"job id '{_jobs[i].Id}' again, first in line {lineOfId[_jobs[i].Id]}";
                return new TableFormatException(Path, _lines[i], "", found, "an id that occurs once");
            }

            try
            {
                WorkloadRules.Check([_jobs[i]]);
            }
            catch (WorkloadException error)
            {
                string[] parts = error.Message.TrimEnd('.').Split(", expected ", 2);
                string found = parts[0].Replace(": found ", ": ", StringComparison.Ordinal);
                string expected = parts.Length > 1 ? parts[1] : "a possible job";
                return new TableFormatException(Path, _lines[i], "", found, expected);
            }
        }

        throw new InvalidOperationException("A workload was refused although each of its jobs is valid.");
    }

    private sealed class Tally(TraceNoteKind kind, string reason)
    {
        private readonly List<long> _lines = [];
        private long _count;

        public TraceNoteKind Kind => kind;

        public void Add(int line)
        {
            _count++;
            if (_lines.Count < TraceNote.MaxLines)
            {
                _lines.Add(line);
            }
        }

        public TraceNote ToNote() => new(kind, reason, _count, [.. _lines]);
    }
}
