using ClusterSim.Time;

namespace ClusterSim.Experiments.Explaining;

/// <summary>Collects why a job waits, pass after pass; equal reasons in a row are one span.</summary>
internal sealed class WaitSpans
{
    private readonly List<WaitSpan> _closed = [];
    private WaitSpan? _open;

    /// <summary>The spans so far in order of time, without those of no length.</summary>
    public IReadOnlyList<WaitSpan> Closed => _closed;

    /// <summary>Whether the job waits.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>The job waits from now on for a reason.</summary>
    public void At(SimTime now, WaitCause cause, string blocker, string told, double free)
    {
        if (_open is { } open && open.Cause == cause && open.Blocker == blocker && open.Told == told)
        {
            _open = open with
            {
                LeastFree = Math.Min(open.LeastFree, free), MostFree = Math.Max(open.MostFree, free),
            };
            return;
        }

        Close(now);
        _open = new WaitSpan(now, now, cause, blocker, told, free, free);
    }

    /// <summary>The job does not wait any more.</summary>
    public void Close(SimTime now)
    {
        if (_open is { } open && open.Start < now)
        {
            _closed.Add(open with { End = now });
        }

        _open = null;
    }

    /// <summary>How much of [start, end) the job has waited so far.</summary>
    public TimeSpan Within(SimTime start, SimTime end)
    {
        TimeSpan sum = _open is { } open ? Overlap(open.Start, end, start, end) : TimeSpan.Zero;
        foreach (WaitSpan span in _closed)
        {
            sum += Overlap(span.Start, span.End, start, end);
        }

        return sum;
    }

    private static TimeSpan Overlap(SimTime a, SimTime b, SimTime start, SimTime end)
    {
        TimeSpan length = SimTime.Min(b, end) - SimTime.Max(a, start);
        return length > TimeSpan.Zero ? length : TimeSpan.Zero;
    }
}
