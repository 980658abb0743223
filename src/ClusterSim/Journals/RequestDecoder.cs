using System.Collections.Immutable;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>What a row says a job asked for. Amounts are of the whole job and are shared out evenly.</summary>
internal sealed class RequestDecoder(IEventRows rows)
{
    private readonly TextPool _names = new();

    /// <param name="row">The row.</param>
    /// <param name="gpus">GPUs of the event: what is asked for where the row does not say it otherwise.</param>
    public JobRequest Decode(EventRow row, int gpus)
    {
        int instances = (int)Amount(row, EventColumn.Instances, 1, 1, 1_000_000, 1);
        int shown = (Math.Max(0, gpus) + instances - 1) / instances;
        int each = (int)Amount(row, EventColumn.GpusPerInstance, shown, 0, 2_000_000 / instances, 1);
        int milli = (int)Amount(row, EventColumn.GpuShare, each > 0 ? 1 : 0, 0, 1, 1000);
        return new JobRequest
        {
            Instances = instances,
            PerInstance = new ResourceVector(
                CpuMilli: (int)Amount(row, EventColumn.Cpus, 0, 0, 2_000_000.0 * instances, 1000.0 / instances),
                Gpus: each,
                GpuMilli: milli,
                MemoryMiB: Amount(row, EventColumn.MemoryGb, 0, 0, 1e12, 1024.0 / instances)),
            Walltime = row.Has(EventColumn.Walltime) ? new TimeSpan(row.Ticks(EventColumn.Walltime)) : null,
            GpuModels = ModelsOf(row.Text(EventColumn.GpuModels)),
            User = Name(row.Text(EventColumn.User)),
            Application = Name(row.Text(EventColumn.Application)),
            Queue = Name(row.Text(EventColumn.Queue)),
            Priority = (int)Amount(row, EventColumn.Priority, 0, int.MinValue, int.MaxValue, 1),
        };
    }

    private long Amount(EventRow row, EventColumn column, double none, double least, double most, double scale)
    {
        double value = row.Number(column, none);
        return value >= least && value <= most
            ? (long)Math.Round(value * scale)
            : throw rows.Fault(row, column, FormattableString.Invariant($"a number from {least} to {most}"));
    }

    private string Name(ReadOnlySpan<char> name) => _names.Get(name);

    private ImmutableArray<string> ModelsOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return [];
        }

        ImmutableArray<string>.Builder models = ImmutableArray.CreateBuilder<string>();
        foreach (Range model in text.Split('|'))
        {
            models.Add(Name(text[model]));
        }

        return models.ToImmutable();
    }
}
