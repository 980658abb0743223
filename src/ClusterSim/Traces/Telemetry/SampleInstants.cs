using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>
/// Merges the samples of several files and hands them out instant by instant, each instant by subject, metric and
/// device and without repetitions, so that the order of the rows in the files does not matter.
/// </summary>
internal sealed class SampleInstants(IReadOnlyList<SampleSource> sources)
{
    private static readonly Comparer<TelemetrySample> s_order = Comparer<TelemetrySample>.Create(Compare);
    private readonly List<TelemetrySample> _instant = [];
    private readonly PriorityQueue<int, (long Time, int Source)> _next = new();

    /// <summary>Source and line of the rows that repeat what another row of the file says.</summary>
    public HashSet<(int Source, int Line)> Repeated { get; } = [];

    /// <summary>Samples that another file has already given.</summary>
    public long RepeatedInOtherFile { get; private set; }

    /// <summary>The samples of one time after the other; the list is the same one every time.</summary>
    public IEnumerable<(SimTime Time, List<TelemetrySample> Samples)> All()
    {
        IEnumerator<TelemetrySample>[] open = [.. sources.Select(source => source.ByTime().GetEnumerator())];
        try
        {
            for (int i = 0; i < open.Length; i++)
            {
                Advance(open[i], i);
            }

            while (_next.TryPeek(out _, out (long Time, int Source) first))
            {
                Gather(open, first.Time);
                yield return (new SimTime(first.Time), _instant);
            }
        }
        finally
        {
            Array.ForEach(open, samples => samples.Dispose());
        }
    }

    private void Advance(IEnumerator<TelemetrySample> samples, int source)
    {
        if (samples.MoveNext())
        {
            _next.Enqueue(source, (samples.Current.Time.Ticks, source));
        }
    }

    private void Gather(IEnumerator<TelemetrySample>[] open, long time)
    {
        _instant.Clear();
        int files = 0;
        while (_next.TryPeek(out int source, out (long Time, int Source) head) && head.Time == time)
        {
            _next.Dequeue();
            int begin = _instant.Count;
            while (head.Time == time)
            {
                _instant.Add(open[source].Current);
                head.Time = open[source].MoveNext() ? open[source].Current.Time.Ticks : long.MaxValue;
            }

            if (head.Time != long.MaxValue)
            {
                _next.Enqueue(source, head);
            }

            DropRepeated(begin, source);
            files++;
        }

        if (files > 1)
        {
            DropRepeated(0, source: -1);
        }
    }

    /// <summary>Of samples of the same thing the first one counts.</summary>
    private void DropRepeated(int begin, int source)
    {
        _instant.Sort(begin, _instant.Count - begin, s_order);
        int kept = begin;
        for (int i = begin; i < _instant.Count; i++)
        {
            if (kept > begin && IsSame(_instant[kept - 1], _instant[i]))
            {
                _ = source < 0 ? RepeatedInOtherFile++ : Repeated.Add((source, _instant[i].Line)) ? 1 : 0;
                continue;
            }

            _instant[kept++] = _instant[i];
        }

        _instant.RemoveRange(kept, _instant.Count - kept);
    }

    private static bool IsSame(in TelemetrySample a, in TelemetrySample b) =>
        a.Subject == b.Subject && a.Metric == b.Metric && a.Node == b.Node && a.Device == b.Device;

    private static int Compare(TelemetrySample a, TelemetrySample b)
    {
        int order = a.Subject.CompareTo(b.Subject);
        order = order != 0 ? order : a.Metric.CompareTo(b.Metric);
        order = order != 0 ? order : a.Node.CompareTo(b.Node);
        order = order != 0 ? order : a.Device.CompareTo(b.Device);
        return order != 0 ? order : a.Line.CompareTo(b.Line);
    }
}
