using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>Turns rows into events: names into numbers, and what a row says of a request into the directory.</summary>
internal sealed class EventDecoder(IEventRows rows, JobDirectory jobs, NodeNames nodes, EventTexts texts)
{
    private readonly RequestDecoder _requests = new(rows);

    /// <summary>The event of a row whose kind is known.</summary>
    /// <exception cref="Tables.TableFormatException">A field is missing or makes no sense.</exception>
    public SimulationEvent Decode(EventRow row, EventKind kind)
    {
        SimTime time = row.Has(EventColumn.Time)
            ? new SimTime(row.Ticks(EventColumn.Time))
            : throw rows.Fault(row, EventColumn.Time, "a time in seconds from 0 to 1e11");
        int gpus = Whole(row, EventColumn.Gpus, kind == EventKind.MetricSampled ? -1 : 0);
        double value = row.Number(EventColumn.Value, 0);
        int detail = DetailOf(row, kind);
        int node = NodeOf(row, kind);
        return new SimulationEvent(time, kind, JobOf(row, kind, gpus), node, gpus, value, detail);
    }

    private static bool NeedsJob(EventKind kind) => kind
        is <= EventKind.UtilizationChanged
        or EventKind.JobCheckpointed or EventKind.JobProgressed or EventKind.JobRetried;

    private int JobOf(EventRow row, EventKind kind, int gpus)
    {
        ReadOnlySpan<char> id = row.Text(EventColumn.JobId);
        if (id.IsEmpty)
        {
            return NeedsJob(kind) ? throw rows.Fault(row, EventColumn.JobId, "the id of a job") : -1;
        }

        JobRequest? request = row.HasRequest ? _requests.Decode(row, gpus) : null;
        int job = jobs.NumberOf(id);
        if (request is not null)
        {
            jobs.Know(job, request);
        }
        else if (kind == EventKind.JobStarted && gpus > 0 && !jobs.Knows(job))
        {
            // Whoever starts a job without having submitted it shows at least how many GPUs it got.
            jobs.Know(job, new JobRequest { PerInstance = new ResourceVector(Gpus: gpus, GpuMilli: 1000) });
        }

        return job;
    }

    private int NodeOf(EventRow row, EventKind kind)
    {
        ReadOnlySpan<char> name = row.Text(EventColumn.Node);
        return !name.IsEmpty ? nodes.NumberOf(name)
            : kind is EventKind.NodeDown or EventKind.NodeUp
            ? throw rows.Fault(row, EventColumn.Node, "the name of a node")
            : -1;
    }

    private int DetailOf(EventRow row, EventKind kind) => kind switch
    {
        EventKind.MetricSampled => MetricOf(row),
        EventKind.UtilizationChanged => PhaseOf(row),
        EventKind.UserActed => ActionOf(row),
        EventKind.LogWritten => texts.Add(row.Text(EventColumn.Text)),
        _ => Whole(row, EventColumn.Detail, 0),
    };

    private int MetricOf(EventRow row)
    {
        ReadOnlySpan<char> name = row.Text(EventColumn.Metric);
        int code = Whole(row, EventColumn.Detail, -1);
        return MetricNames.TryParse(name, out Metric metric) ? (int)metric
            : name.IsEmpty && Enum.IsDefined((Metric)code) ? code
            : throw rows.Fault(row, EventColumn.Metric, "the name of a metric, e.g. 'gpu utilization'");
    }

    private int PhaseOf(EventRow row)
    {
        ReadOnlySpan<char> name = row.Text(EventColumn.Phase);
        int code = Whole(row, EventColumn.Detail, 0);
        return PhaseNames.TryParse(name, out PhaseKind phase) ? (int)phase
            : name.IsEmpty && Enum.IsDefined((PhaseKind)code) ? code
            : throw rows.Fault(row, EventColumn.Phase, "one of " + PhaseNames.All);
    }

    private int ActionOf(EventRow row)
    {
        ReadOnlySpan<char> name = row.Text(EventColumn.Action);
        int code = Whole(row, EventColumn.Detail, -1);
        return UserActionNames.TryParse(name, out UserAction action) ? (int)action
            : name.IsEmpty && Enum.IsDefined((UserAction)code) ? code
            : throw rows.Fault(
                row, EventColumn.Action, "one of " + string.Join(", ", UserActionNames.All.Select(UserActionNames.Of)));
    }

    private int Whole(EventRow row, EventColumn column, int none)
    {
        double value = row.Number(column, none);
        return value is >= int.MinValue and <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw rows.Fault(row, column, "a whole number of 32 bits");
    }
}
