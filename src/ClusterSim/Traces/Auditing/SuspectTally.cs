using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>Counts the rows with one thing wrong and keeps the first.</summary>
internal sealed class SuspectTally(string what, SuspectSeverity severity)
{
    private const int MaxShown = 5;

    private readonly List<long> _lines = [];
    private readonly List<string> _ids = [];
    private long _count;

    public void Add(Job job, int line)
    {
        _count++;
        if (_lines.Count < MaxShown)
        {
            _lines.Add(line);
            _ids.Add(job.Id);
        }
    }

    public SuspectRows? Result() => _count == 0 ? null : new(what, severity, _count, [.. _lines], [.. _ids]);
}
