using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Slurm;

/// <summary>What jobs of <c>sacct</c> asked for and held.</summary>
internal sealed class SacctRequests(PlainTableReader table, SacctColumns columns, TraceBuilder builder)
{
    private const int MostOfEach = 10_000_000;
    private readonly TextPool _texts = new();
    private readonly Dictionary<string, ImmutableArray<string>> _models = new(StringComparer.Ordinal);

    /// <summary>
    /// What the job held or, where that is not known, asked for: on exclusive nodes a job holds more than it asked for,
    /// and that is what it took from the others.
    /// </summary>
    public SlurmTres Resources()
    {
        SlurmTres tres = Listed(SacctField.AllocTres) ?? Listed(SacctField.ReqTres) ?? default;
        int cores = columns.First(SacctField.AllocCpus, SacctField.Ncpus, SacctField.ReqCpus);
        int nodes = columns.First(SacctField.AllocNodes, SacctField.Nnodes, SacctField.ReqNodes);
        tres = tres with
        {
            GpuModel = tres.GpuModel ?? "",
            Cores = tres.Cores > 0 || cores < 0 ? tres.Cores : (int)table.Whole(cores, "CPUs", 0, MostOfEach),
            Nodes = tres.Nodes > 0 || nodes < 0 ? tres.Nodes : (int)table.Whole(nodes, "nodes", 0, MostOfEach),
        };
        return tres.MemoryMiB > 0 ? tres : tres with { MemoryMiB = RequestedMemoryMiB(tres.Cores, tres.Nodes) };
    }

    public JobRequest Request(in SlurmTres held, TimeSpan runTime)
    {
        (int instances, ResourceVector each) = GangShape.Of(
            Math.Max(1, held.Nodes), held.Gpus, held.Cores, held.MemoryMiB, out bool even);
        if (!even)
        {
            builder.Noticed("its GPUs or cores cannot be shared out evenly to its nodes: taken as free to spread",
                table.Line);
        }

        TimeSpan? limit = Limit();
        if (runTime > limit)
        {
            builder.Noticed("ran longer than its time limit", table.Line);
        }

        return new JobRequest
        {
            Instances = instances,
            PerInstance = each,
            Walltime = limit,
            GpuModels = held.Gpus > 0 ? Models() : [],
            User = Text(SacctField.User),
            Application = Text(SacctField.JobName),
            Queue = Text(SacctField.Partition),
            Priority = Priority(),
        };
    }

    private SlurmTres? Listed(SacctField field)
    {
        int column = columns[field];
        return column < 0 || table.Bytes(column).IsEmpty ? null
            : SlurmTres.TryParse(table.Bytes(column), _texts, out SlurmTres tres) ? tres
            : throw table.Fault(column, SacctColumns.NameOf(field), SlurmTres.Expectation);
    }

    /// <summary>
    /// ReqMem, which older versions of Slurm give for each node (<c>4Gn</c>) or core (<c>4Gc</c>).
    /// </summary>
    private long RequestedMemoryMiB(int cores, int nodes)
    {
        int column = columns[SacctField.ReqMem];
        ReadOnlySpan<byte> text = column < 0 ? default : table.Bytes(column);
        if (text.IsEmpty || text.SequenceEqual("0"u8))
        {
            return 0;
        }

        long times = text[^1] == 'c' ? Math.Max(1, cores) : text[^1] == 'n' ? Math.Max(1, nodes) : 1;
        ReadOnlySpan<byte> size = text[^1] is (byte)'c' or (byte)'n' ? text[..^1] : text;
        return SlurmTres.TryMemory(size, out long mebibytes)
            ? mebibytes * times
            : throw table.Fault(column, "ReqMem", "a memory size like 4000M, 4Gc or 64Gn");
    }

    /// <summary>The type of GPU, when the job asked for one; what it held says nothing about that.</summary>
    private ImmutableArray<string> Models()
    {
        string name = Listed(SacctField.ReqTres)?.GpuModel ?? "";
        if (name.Length == 0)
        {
            return [];
        }

        if (!_models.TryGetValue(name, out ImmutableArray<string> models))
        {
            models = [name];
            _models.Add(name, models);
        }

        return models;
    }

    private TimeSpan? Limit()
    {
        int raw = columns[SacctField.TimelimitRaw], column = columns[SacctField.Timelimit];
        ReadOnlySpan<byte> text = raw >= 0 ? table.Bytes(raw) : column >= 0 ? table.Bytes(column) : default;
        if (text.IsEmpty || text.SequenceEqual("UNLIMITED"u8) || text.SequenceEqual("Partition_Limit"u8)
            || text.SequenceEqual("INVALID"u8))
        {
            return null;
        }

        if (raw >= 0)
        {
            const long mostMinutes = CsvTableReader.MaxSeconds / 60;
            return new TimeSpan(table.Whole(raw, "TimelimitRaw", 0, mostMinutes) * TimeSpan.TicksPerMinute);
        }

        return SlurmDuration.TryParse(text, out TimeSpan limit)
            ? limit
            : throw table.Fault(column, "Timelimit", SlurmDuration.Expectation + ", UNLIMITED or Partition_Limit");
    }

    private int Priority()
    {
        const long largest = uint.MaxValue;
        int column = columns[SacctField.Priority];
        if (column < 0 || table.Bytes(column).IsEmpty)
        {
            return 0;
        }

        long priority = table.Whole(column, "Priority", 0, largest);
        if (priority > int.MaxValue)
        {
            builder.Repaired("a priority above 2147483647, taken as that", table.Line);
        }

        return (int)Math.Min(priority, int.MaxValue);
    }

    private string Text(SacctField field) => columns[field] < 0 ? "" : table.Text(columns[field]);
}
