namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>One round's question: how many GPUs of each node should each job have?</summary>
/// <remarks>
/// An answer is a matrix of bytes, a row for each job and a column for each node; rows are padded with zeros to whole
/// words of 8 columns, so that empty stretches are skipped at once.
/// </remarks>
internal sealed class AllocationProblem
{
    public const int Word = 8;

    private const double Offset = 1e-3;

    private int _totalGpus;

    public int Jobs { get; private set; }

    public int Nodes { get; private set; }

    /// <summary>Bytes of a row.</summary>
    public int Stride { get; private set; }

    /// <summary>Bytes of an answer.</summary>
    public int Size => Jobs * Stride;

    /// <summary>GPUs of each node.</summary>
    public byte[] Capacity { get; private set; } = [];

    /// <summary>What each job has now.</summary>
    public byte[] Base { get; private set; } = [];

    /// <summary>Most GPUs of each job.</summary>
    public int[] MostGpus { get; private set; } = [];

    /// <summary>What a re-allocation leaves of each job's speed-up.</summary>
    public double[] RestartFactor { get; private set; } = [];

    /// <summary>Speed-ups of each job.</summary>
    public SpeedupTable[] Speedups { get; private set; } = [];

    /// <summary>Exponent of the power mean over jobs: the more negative, the fairer.</summary>
    public double Power { get; init; } = -1;

    /// <summary>Whether no node may hold two jobs that run on several nodes.</summary>
    public bool AvoidsInterference { get; init; } = true;

    /// <summary>Begins a round.</summary>
    public void Reset(int jobs, byte[] capacity)
    {
        (Jobs, Nodes, Capacity) = (jobs, capacity.Length, capacity);
        _totalGpus = 0;
        foreach (byte gpus in capacity)
        {
            _totalGpus += gpus;
        }

        Stride = (Nodes + Word - 1) / Word * Word;
        if (Base.Length < Size)
        {
            Base = new byte[Size];
        }

        Array.Clear(Base);
        if (MostGpus.Length < jobs)
        {
            (MostGpus, RestartFactor) = (new int[jobs], new double[jobs]);
            Speedups = new SpeedupTable[jobs];
        }
    }

    /// <summary>
    /// The two objectives, both to be made small: minus the power mean of the jobs' speed-ups, after what a
    /// re-allocation costs, and minus the speed-up per GPU of the nodes in use.
    /// </summary>
    public (double Mean, double Use) Evaluate(ReadOnlySpan<byte> state)
    {
        int gpusInUse = 0;
        Span<bool> used = stackalloc bool[Stride];
        used.Clear();
        double sum = 0, speedups = 0;
        double scale = Nodes / (double)_totalGpus;
        for (int job = 0; job < Jobs; job++)
        {
            ReadOnlySpan<byte> row = state.Slice(job * Stride, Stride);
            if (Cells.AreNone(row))
            {
                sum += Power == -1 ? 1 / Offset : Math.Pow(Offset, Power);
                continue;
            }

            (int nodes, int gpus) = Count(row, used);
            double speedup = Speedups[job].At(nodes, gpus);
            speedups += speedup;
            bool same = row.SequenceEqual(Base.AsSpan(job * Stride, Stride));
            double scaled = (speedup * scale * (same ? 1 : RestartFactor[job])) + Offset;
            sum += Power == -1 ? 1 / scaled : Math.Pow(scaled, Power);
        }

        for (int node = 0; node < Nodes; node++)
        {
            gpusInUse += used[node] ? Capacity[node] : 0;
        }

        double mean = Power == -1 ? Jobs / sum : Math.Pow(sum / Jobs, 1 / Power);
        return (-mean, gpusInUse == 0 ? 0 : -speedups / gpusInUse);
    }

    private static (int Nodes, int Gpus) Count(ReadOnlySpan<byte> row, Span<bool> used)
    {
        (int nodes, int gpus) = (0, 0);
        for (int word = 0; word < row.Length; word += Word)
        {
            for (ulong left = Cells.WordAt(row, word); left != 0; left = Cells.WithoutFirst(left))
            {
                int cell = word + Cells.First(left);
                nodes++;
                gpus += row[cell];
                used[cell] = true;
            }
        }

        return (nodes, gpus);
    }
}
