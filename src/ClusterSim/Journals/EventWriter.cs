using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Tables;
using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>
/// Writes every event that it observes to a file: JSON lines, or Parquet. Reading it back gives the same events.
/// <c>docs/events.md</c> has the schema.
/// </summary>
public sealed class EventWriter : IEventObserver, IDisposable
{
    private readonly ITableWriter _rows;
    private readonly IJobDirectory _jobs;
    private readonly IReadOnlyList<string> _nodes;
    private readonly Func<int, string>? _texts;

    internal EventWriter(
        ITableWriter rows, IJobDirectory jobs, IReadOnlyList<string> nodes, Func<int, string>? texts = null) =>
        (_rows, _jobs, _nodes, _texts) = (rows, jobs, nodes, texts);

    /// <summary>Names of the columns, in order.</summary>
    public static ImmutableArray<string> Columns { get; } = [.. EventColumns.All.Select(column => column.Name)];

    /// <summary>Creates or overwrites a file.</summary>
    /// <param name="path">Parquet when its name ends in <c>.parquet</c>, JSON lines for <c>.jsonl</c>.</param>
    /// <param name="jobs">The jobs that the events name.</param>
    /// <param name="nodes">Names of the nodes that the events name.</param>
    /// <param name="texts">Text of a log line by the detail of its event; <c>null</c> when there are none.</param>
    /// <exception cref="ArgumentException">The name ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static EventWriter Create(
        string path, IJobDirectory jobs, IReadOnlyList<string> nodes, Func<int, string>? texts = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(nodes);
        return Path.GetExtension(path).ToUpperInvariant() is ".JSONL" or ".PARQUET"
            ? new EventWriter(ITableWriter.Create(path, EventColumns.All), jobs, nodes, texts)
            : throw new ArgumentException($"found the file '{path}', expected one that ends in .jsonl or .parquet.");
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        _rows.Seconds(happened.Time).Text(EventKindNames.Of(happened.Kind));
        Name(happened.Job >= 0 ? _jobs.IdOf(happened.Job) : "");
        Name(happened.Node >= 0 ? _nodes[happened.Node] : "");
        _rows.Number(happened.Gpus).Number(happened.Value).Number(happened.Detail);
        Name(happened.Kind == EventKind.MetricSampled ? MetricNames.Of((Metric)happened.Detail) : "");
        Name(happened.Kind == EventKind.UtilizationChanged ? PhaseNames.Of((PhaseKind)happened.Detail) : "");
        Name(happened.Kind == EventKind.UserActed ? UserActionNames.Of((UserAction)happened.Detail) : "");
        Name(happened.Kind == EventKind.LogWritten && _texts is not null ? _texts(happened.Detail) : "");
        if (happened.Kind == EventKind.JobSubmitted)
        {
            Write(_jobs.RequestOf(happened.Job));
        }
        else
        {
            for (EventColumn column = EventColumn.User; column <= EventColumn.GpuModels; column++)
            {
                _rows.Empty();
            }
        }

        _rows.EndRow();
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private void Write(JobRequest request)
    {
        ResourceVector each = request.PerInstance;
        Name(request.User);
        Name(request.Application);
        Name(request.Queue);
        _rows.Number(request.Priority).Number(request.Instances).Number(each.Gpus);
        _ = each.Gpus > 0 ? _rows.Number(each.GpuMilli / 1000.0) : _rows.Empty();
        _ = each.CpuMilli > 0 ? _rows.Number(request.TotalCpuMilli / 1000.0) : _rows.Empty();
        _ = each.MemoryMiB > 0 ? _rows.Number(request.Instances * (each.MemoryMiB / 1024.0)) : _rows.Empty();
        _rows.Seconds(request.Walltime);
        Name(string.Join('|', request.GpuModels));
    }

    private void Name(string name) => _ = name.Length > 0 ? _rows.Text(name) : _rows.Empty();
}
