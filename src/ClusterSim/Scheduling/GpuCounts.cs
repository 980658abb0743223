namespace ClusterSim.Scheduling;

/// <summary>
/// What a <see cref="FragmentationMeasure"/> needs to know of a node's GPUs, for each share that the expected workload
/// asks for: how many GPUs have that much left, and how much is left on the others. When the share of one GPU changes,
/// so do a few numbers only.
/// </summary>
internal readonly ref struct GpuCounts
{
    private readonly ReadOnlySpan<int> _shares;

    /// <param name="shares">The shares asked for, in 1/1000 GPU.</param>
    /// <param name="fitting">For each share, the GPUs that have it left.</param>
    /// <param name="slivers">For each share, what the other GPUs have left together.</param>
    public GpuCounts(ReadOnlySpan<int> shares, Span<int> fitting, Span<int> slivers)
    {
        _shares = shares;
        Fitting = fitting;
        Slivers = slivers;
    }

    public Span<int> Fitting { get; }

    public Span<int> Slivers { get; }

    /// <summary>Counts the GPUs of a node; the result is what they have left together.</summary>
    public int Count(ReadOnlySpan<int> freeGpuMilli)
    {
        Fitting.Clear();
        Slivers.Clear();
        int total = 0;
        foreach (int left in freeGpuMilli)
        {
            total += left;
            Add(left, 1);
        }

        return total;
    }

    /// <summary>A pool does not tell its GPUs apart: as many as possible count as whole.</summary>
    public void CountPool(int freeGpuMilli)
    {
        Fitting.Clear();
        Slivers.Clear();
        Add(1000, freeGpuMilli / 1000);
        Add(freeGpuMilli % 1000, 1);
    }

    /// <summary>So many GPUs with so much left come, or go where the number is negative.</summary>
    public void Add(int left, int gpus)
    {
        for (int i = 0; i < _shares.Length; i++)
        {
            bool fits = left >= _shares[i];
            Fitting[i] += fits ? gpus : 0;
            Slivers[i] += fits ? 0 : left * gpus;
        }
    }

    /// <summary>Takes over the numbers of another node for the same shares.</summary>
    public void CopyFrom(GpuCounts other)
    {
        other.Fitting.CopyTo(Fitting);
        other.Slivers.CopyTo(Slivers);
    }
}
