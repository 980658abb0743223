using System.Numerics;

namespace ClusterSim.Scheduling;

/// <summary>
/// An index of the nodes by what is free on them: bit sets of the nodes with any free GPU share, with at least
/// 1, 2, 4, ... 64 wholly free GPUs, and with at least 1, 2, 4, ... 128 free cores. On a loaded cluster few nodes have
/// enough free, so a placement looks at few nodes only.
/// </summary>
internal sealed class NodeIndex
{
    private const int GpuRows = 8,
        CpuRows = 8;

    private readonly int _words;

    // Rows of GPUs first, then of cores; a node stands in the first so many rows of each.
    private readonly ulong[] _bits;
    private readonly byte[] _gpuRows, _cpuRows;

    public NodeIndex(int nodes)
    {
        _words = (nodes + 63) >> 6;
        _bits = new ulong[(GpuRows + CpuRows) * _words];
        _gpuRows = new byte[nodes];
        _cpuRows = new byte[nodes];
    }

    public NodeIndex(NodeIndex other)
    {
        _words = other._words;
        _bits = [.. other._bits];
        (_gpuRows, _cpuRows) = ([.. other._gpuRows], [.. other._cpuRows]);
    }

    public void CopyFrom(NodeIndex other)
    {
        other._bits.CopyTo(_bits, 0);
        other._gpuRows.CopyTo(_gpuRows, 0);
        other._cpuRows.CopyTo(_cpuRows, 0);
    }

    public void SetGpus(int node, int freeMilli, int whole)
    {
        int rows = freeMilli <= 0 ? 0 : whole <= 0 ? 1 : Math.Min(BitOperations.Log2((uint)whole) + 2, GpuRows);
        Move(ref _gpuRows[node], rows, first: 0, node);
    }

    public void SetCpu(int node, long freeMilli) =>
        Move(ref _cpuRows[node], Math.Min(RowOfCores(freeMilli) + 1, CpuRows), first: GpuRows, node);

    /// <summary>
    /// The first node at or after <paramref name="from"/> that an instance with so many wholly free GPUs (or, with
    /// <paramref name="sharesGpu"/>, any free share) and so much CPU may fit on; -1 when there is none.
    /// </summary>
    public int Next(int from, int gpus, bool sharesGpu, long cpuMilli)
    {
        int gpuRow = gpus == 0 ? -1 : sharesGpu ? 0 : Math.Min(BitOperations.Log2((uint)gpus) + 1, GpuRows - 1);
        int cpuRow = Math.Min(RowOfCores(cpuMilli), CpuRows - 1);
        ReadOnlySpan<ulong> byGpu = gpuRow < 0 ? default : Row(gpuRow);
        ReadOnlySpan<ulong> byCpu = cpuRow < 0 ? default : Row(GpuRows + cpuRow);
        int word = from >> 6;
        ulong wanted = ulong.MaxValue << (from & 63);
        for (; word < _words; word++, wanted = ulong.MaxValue)
        {
            ulong bits = wanted & (gpuRow < 0 ? ulong.MaxValue : byGpu[word])
                & (cpuRow < 0 ? ulong.MaxValue : byCpu[word]);
            if (bits != 0)
            {
                int node = (word << 6) + BitOperations.TrailingZeroCount(bits);
                return node < _gpuRows.Length ? node : -1;
            }
        }

        return -1;
    }

    // Row r: at least 2^r free cores; -1 for less than a core.
    private static int RowOfCores(long milli) => milli < 1000 ? -1 : BitOperations.Log2((ulong)(milli / 1000));

    private ReadOnlySpan<ulong> Row(int row) => _bits.AsSpan(row * _words, _words);

    private void Move(ref byte rows, int now, int first, int node)
    {
        ulong bit = 1UL << (node & 63);
        int word = node >> 6;
        for (; rows < now; rows++)
        {
            _bits[((first + rows) * _words) + word] |= bit;
        }

        for (; rows > now; rows--)
        {
            _bits[((first + rows - 1) * _words) + word] &= ~bit;
        }
    }
}
