using System.Collections.Immutable;
using System.Numerics;
using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// The jobs that gave up GPUs, and what that brought: the GPUs given up for as long as the job ran on, less what the
/// job took longer. Its speed is read off the busy GPUs (GPUs times utilization) before and after.
/// </summary>
internal sealed class PatternDrivenShrinks
{
    // A loss of speed below 1 % is not harm: utilization comes in 1/1000, smaller losses cannot be told from rounding.
    private const double NoLoss = 0.99;

    private readonly Dictionary<int, Shrunk> _shrunk = [];
    private readonly Dictionary<int, double> _permille = [];

    /// <summary>Notes that a rule made a job smaller.</summary>
    public void Add(int job, PatternDrivenAccount account, int gpusBefore, int gpusAfter, SimTime now) =>
        _shrunk[job] = new Shrunk(account, gpusBefore, gpusAfter, _permille.GetValueOrDefault(job, -1), now);

    /// <summary>Whether a rule made the job smaller and it still runs so.</summary>
    public bool Contains(int job) => _shrunk.ContainsKey(job);

    /// <summary>Forgets a shrink that was refused.</summary>
    public void Discard(int job) => _shrunk.Remove(job);

    public void Observe(in SimulationEvent happened)
    {
        switch (happened.Kind)
        {
            case EventKind.UtilizationChanged:
                Sample(happened.Job, happened.Value);
                break;
            case EventKind.JobCompleted or EventKind.JobFailed or EventKind.JobCancelled or EventKind.JobTimedOut
                or EventKind.JobPreempted or EventKind.JobEvicted or EventKind.JobReclaimed:
                _permille.Remove(happened.Job);
                Settle(happened.Job, happened.Time);
                break;
        }
    }

    /// <summary>
    /// A placement with the first <paramref name="instances"/> instances of another, from the nodes that host most of
    /// them.
    /// </summary>
    public static Placement Cut(Placement placement, int instances, int gpusPerInstance)
    {
        var byNode = placement.Slices.GroupBy(slice => slice.Node)
            .OrderByDescending(group => group.Sum(slice => slice.Instances));
        var kept = ImmutableArray.CreateBuilder<PlacementSlice>();
        foreach (PlacementSlice slice in byNode.SelectMany(group => group))
        {
            int take = Math.Min(slice.Instances, instances);
            if (take > 0)
            {
                kept.Add(slice with { Instances = take, GpuMask = LowestBits(slice.GpuMask, take * gpusPerInstance) });
                instances -= take;
            }
        }

        return new Placement(kept.ToImmutable());
    }

    private void Sample(int job, double permille)
    {
        _permille[job] = permille;
        if (_shrunk.TryGetValue(job, out Shrunk? shrunk) && shrunk.Speed is null)
        {
            double before = shrunk.GpusBefore * shrunk.PermilleBefore;
            shrunk.Speed = before > 0 ? Math.Min(1, shrunk.GpusAfter * permille / before) : 1;
        }
    }

    private void Settle(int job, SimTime now)
    {
        if (_shrunk.Remove(job, out Shrunk? shrunk))
        {
            double seconds = (now - shrunk.Since).TotalSeconds;
            double speed = shrunk.Speed ?? 1;
            double obtained = ((shrunk.GpusBefore * speed) - shrunk.GpusAfter) * seconds;
            shrunk.Account.Settle(obtained, harmed: speed < NoLoss);
        }
    }

    private static ulong LowestBits(ulong mask, int count)
    {
        ulong kept = 0;
        for (; count > 0 && mask != 0; count--)
        {
            ulong lowest = 1UL << BitOperations.TrailingZeroCount(mask);
            kept |= lowest;
            mask ^= lowest;
        }

        return kept;
    }

    private sealed record Shrunk(
        PatternDrivenAccount Account, int GpusBefore, int GpusAfter, double PermilleBefore, SimTime Since)
    {
        public double? Speed { get; set; }
    }
}
