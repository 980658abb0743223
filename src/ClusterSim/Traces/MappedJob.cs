using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces;

/// <summary>
/// A row of a mapped table before its time zero is known. Times are ticks of 100 ns of the table's clock.
/// </summary>
internal sealed class MappedJob(
    string id, int line, long submit, long? start, long? end, long run, JobRequest request, JobOutcome outcome,
        string raw)
    : IComparable<MappedJob>
{
    private long? _start = start;
    private long? _end = end;

    public string Id => id;

    public int Line => line;

    public long Submit { get; private set; } = submit;

    /// <summary>Makes <paramref name="zero"/> the new zero.</summary>
    public void Shift(long zero)
    {
        Submit -= zero;
        _start -= zero;
        _end -= zero;
    }

    /// <summary>By submission, then by the text of the row.</summary>
    public int CompareTo(MappedJob? other)
    {
        int byTime = Submit.CompareTo(other?.Submit ?? long.MinValue);
        return byTime != 0 ? byTime : string.CompareOrdinal(raw, other?.Raw());
    }

    public Job ToJob(string jobId) => new()
    {
        Id = jobId,
        SubmitTime = new SimTime(Submit),
        Request = request,
        Profile = new JobProfile { RunTime = new TimeSpan(run), Outcome = outcome },
        Recorded = _start is null && _end is null ? null : new RecordedRun(At(_start), At(_end)),
    };

    private static SimTime? At(long? ticks) => ticks is { } known ? new SimTime(known) : null;

    private string Raw() => raw;
}
