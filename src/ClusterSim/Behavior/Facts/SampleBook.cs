using System.Runtime.InteropServices;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Facts;

/// <summary>
/// The latest value of every metric of a job or a node: of the whole, and of each node and device that is sampled.
/// </summary>
internal sealed class SampleBook
{
    private static readonly int s_metrics = MetricNames.All.Length;

    private readonly List<(int Node, int Device)> _devices = [];

    // Nodes as a whole first, then devices.
    private readonly double[] _sums = new double[2 * s_metrics];
    private readonly int[] _counts = new int[2 * s_metrics];
    private Dictionary<(int Node, int Device), int>? _parts;

    // First the whole, then its parts in order of their first sample.
    private double[] _values = NewValues();

    /// <summary>The devices that have been sampled, in order of their first sample.</summary>
    public ReadOnlySpan<(int Node, int Device)> Devices => CollectionsMarshal.AsSpan(_devices);

    /// <summary>Writes a value down; the one before it, NaN when there is none.</summary>
    /// <param name="node">Node of the sample; -1 for the whole.</param>
    /// <param name="device">Device of the sample; -1 for none.</param>
    /// <param name="metric">What was measured.</param>
    /// <param name="value">In the unit of the metric.</param>
    public double Exchange(int node, int device, Metric metric, double value)
    {
        int slot = SlotOf(node, device);
        ref double latest = ref _values[(slot * s_metrics) + (int)metric];
        double before = latest;
        latest = value;
        if (slot == 0)
        {
            return before;
        }

        int kind = (device < 0 ? 0 : s_metrics) + (int)metric;
        _sums[kind] += double.IsNaN(before) ? value : value - before;
        _counts[kind] += double.IsNaN(before) ? 1 : 0;
        return before;
    }

    /// <summary>
    /// Latest value of the whole; else the mean of the latest values of the nodes sampled as a whole; else that
    /// of the devices; NaN when nothing is sampled.
    /// </summary>
    public double Level(Metric metric)
    {
        double whole = _values[(int)metric];
        int kind = _counts[(int)metric] > 0 ? (int)metric : s_metrics + (int)metric;
        return !double.IsNaN(whole) ? whole : _counts[kind] > 0 ? _sums[kind] / _counts[kind] : double.NaN;
    }

    /// <summary>Forgets all values, but not what has been sampled.</summary>
    public void Forget()
    {
        Array.Clear(_sums);
        Array.Clear(_counts);
        Array.Fill(_values, double.NaN);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Forget();
        _parts?.Clear();
        _devices.Clear();
    }

    private static double[] NewValues()
    {
        var values = new double[s_metrics];
        Array.Fill(values, double.NaN);
        return values;
    }

    private int SlotOf(int node, int device)
    {
        if (node < 0 && device < 0)
        {
            return 0;
        }

        _parts ??= [];
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts, (node, device), out bool known);
        if (known)
        {
            return slot;
        }

        slot = _parts.Count;
        if (device >= 0)
        {
            _devices.Add((node, device));
        }

        int end = (slot + 1) * s_metrics;
        if (_values.Length < end)
        {
            Array.Resize(ref _values, Math.Max(end, _values.Length * 2));
        }

        _values.AsSpan(end - s_metrics, s_metrics).Fill(double.NaN);
        return slot;
    }
}
