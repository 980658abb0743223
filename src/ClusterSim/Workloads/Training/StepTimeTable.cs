using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ClusterSim.Workloads.Training;

/// <summary>
/// Measured step times of an application on one kind of node. Placements that were measured are interpolated by local
/// batch; others by nodes, GPUs and local batch within the measured points; beyond those by parameters fitted to them.
/// </summary>
public sealed class StepTimeTable
{
    private readonly Dictionary<string, PlacementTimes> _byPlacement = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Placement, int LocalBatch), StepTime> _known = new();
    private readonly StepTimeSample[] _points;
    private readonly int _mostNodes;
    private readonly CellInterpolation _cells;
    private readonly Lazy<PerformanceParameters> _fitted;
    private readonly Lock _lock = new();

    /// <summary>A table of what was measured.</summary>
    /// <param name="placements">By placement; one of each, written as its smallest rotation.</param>
    /// <param name="further">Measurements of which only nodes and GPUs are known.</param>
    /// <param name="given">
    /// Step times at further placements and local batches that are used as they are, e.g. as another program
    /// interpolated them.
    /// </param>
    /// <param name="largestLocalBatch">The largest batch of one GPU; <c>null</c> for the largest measured.</param>
    /// <exception cref="ArgumentException">There are no placements.</exception>
    public StepTimeTable(
        ImmutableArray<PlacementTimes> placements, ImmutableArray<StepTimeSample> further,
        ImmutableArray<PlacementTimes> given = default, int? largestLocalBatch = null)
    {
        if (placements.IsDefaultOrEmpty)
        {
            throw new ArgumentException("found no placements, expected at least one.", nameof(placements));
        }

        foreach (PlacementTimes placement in placements)
        {
            _byPlacement.Add(placement.Placement, placement);
        }

        foreach (PlacementTimes placement in given.IsDefault ? [] : given)
        {
            for (int i = 0; i < placement.Times.Length; i++)
            {
                _known[(placement.Placement, placement.LocalBatches[i])] = placement.Times[i];
            }
        }

        _points = Points(placements, further);
        _mostNodes = _points.Max(point => point.Nodes);
        _cells = new CellInterpolation(_points);
        _fitted = new Lazy<PerformanceParameters>(() => PerformanceFit.Of(_points));
        SmallestLocalBatch = placements.Min(placement => placement.LocalBatches[0]);
        LargestLocalBatch = largestLocalBatch ?? placements.Max(placement => placement.LocalBatches[^1]);
        PlacementTimes[] alone = [.. placements.Where(placement => placement.Gpus == 1)];
        ExamplesPerSecond = alone.Length == 0
            ? 0
            : alone.Max(placement => placement.LocalBatches[^1])
                / alone.Max(placement => placement.Times.Max(time => time.Seconds));
    }

    /// <summary>The smallest batch of one GPU that was measured.</summary>
    public int SmallestLocalBatch { get; }

    /// <summary>The largest batch of one GPU.</summary>
    public int LargestLocalBatch { get; }

    /// <summary>
    /// Examples per second of one GPU with the largest batch with which one GPU was measured; 0 when none was.
    /// </summary>
    public double ExamplesPerSecond { get; }

    /// <summary>
    /// The largest batch of one GPU with which a placement was measured: itself, else any with at least as many nodes
    /// and GPUs, else any.
    /// </summary>
    internal int LargestLocalBatchOn(ReadOnlySpan<int> gpus)
    {
        if (_byPlacement.TryGetValue(SmallestRotation(gpus), out PlacementTimes? measured))
        {
            return measured.LocalBatches[^1];
        }

        (int nodes, int total, int most) = (gpus.Length, Sum(gpus), 0);
        foreach (StepTimeSample point in _points)
        {
            most = point.Nodes >= nodes && point.Gpus >= total ? Math.Max(most, point.LocalBatch) : most;
        }

        return most > 0 ? most : LargestLocalBatch;
    }

    /// <summary>The step time of a job.</summary>
    /// <param name="gpus">Its GPUs on each of its nodes, 1 to 9 each, in the order of its ranks.</param>
    /// <param name="localBatch">Examples of one GPU in one step.</param>
    public StepTime At(ReadOnlySpan<int> gpus, int localBatch)
    {
        string placement = SmallestRotation(gpus);
        if (_byPlacement.TryGetValue(placement, out PlacementTimes? measured))
        {
            return measured.At(localBatch);
        }

        if (!_known.TryGetValue((placement, localBatch), out StepTime time))
        {
            time = Between(Math.Min(gpus.Length, _mostNodes), Sum(gpus), localBatch);
            _known.TryAdd((placement, localBatch), time);
        }

        return time;
    }

    private StepTime Between(int nodes, int gpus, int localBatch)
    {
        lock (_lock)
        {
            if (_cells.TryFind(nodes, gpus, localBatch, out StepTime time))
            {
                return time;
            }
        }

        PerformanceParameters fitted = _fitted.Value;
        double whole = fitted.StepSeconds(nodes, gpus, localBatch);
        return new StepTime(whole, whole - fitted.ComputeSeconds(localBatch));
    }

    private static int Sum(ReadOnlySpan<int> gpus)
    {
        int sum = 0;
        foreach (int count in gpus)
        {
            sum += count;
        }

        return sum;
    }

    // Ranks form a ring, so that a rotation changes nothing.
    private static string SmallestRotation(ReadOnlySpan<int> gpus)
    {
        int n = gpus.Length, best = 0;
        for (int start = 1; start < n; start++)
        {
            for (int k = 0; k < n; k++)
            {
                int difference = gpus[(start + k) % n] - gpus[(best + k) % n];
                if (difference != 0)
                {
                    best = difference < 0 ? start : best;
                    break;
                }
            }
        }

        Span<char> digits = n <= 128 ? stackalloc char[n] : new char[n];
        for (int k = 0; k < n; k++)
        {
            digits[k] = (char)('0' + gpus[(best + k) % n]);
        }

        return new string(digits);
    }

    // Placements with as many nodes and GPUs count as one point with their mean.
    private static StepTimeSample[] Points(
        ImmutableArray<PlacementTimes> placements, ImmutableArray<StepTimeSample> further)
    {
        var measured = placements.SelectMany(placement => placement.Times.Select((time, i) =>
            new StepTimeSample(placement.Nodes, placement.Gpus, placement.LocalBatches[i], time)));
        return [.. measured.Concat(further)
            .GroupBy(sample => (sample.Nodes, sample.Gpus, sample.LocalBatch))
            .OrderBy(group => group.Key)
            .Select(group => group.First() with
            {
                Time = new StepTime(
                    group.Average(sample => sample.Time.Seconds), group.Average(sample => sample.Time.SyncSeconds)),
            })];
    }
}
