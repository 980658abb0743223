using System.Globalization;
using System.Runtime.InteropServices;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Google;

/// <summary>Makes jobs out of the events of collections and their instances.</summary>
internal sealed class GoogleJobs(TraceBuilder builder)
{
    /// <summary>Cores and memory that stand for the largest machine, whose real size is not published.</summary>
    private const int CoreMilliOfLargest = 100_000, MiBOfLargest = 1_048_576;

    private readonly Dictionary<long, GoogleCollection> _collections = [];
    private readonly Dictionary<(long Collection, int Instance), GoogleInstance> _instances = [];
    private SimTime _end;
    private long _events;

    /// <summary>Whether any event was one of an instance.</summary>
    public bool HasInstances => _instances.Count > 0;

    /// <summary>Takes in an event; those of one instance must come in the order of time.</summary>
    /// <param name="row">The event.</param>
    /// <param name="line">Its line.</param>
    /// <param name="path">Its file.</param>
    public void Take(in GoogleEvent row, int line, string path)
    {
        _events++;
        ref GoogleCollection? collection =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_collections, row.Collection, out _);
        collection ??= new GoogleCollection { Line = line };
        collection.Take(in row);
        if (row.Time.IsNever)
        {
            return;
        }

        _end = SimTime.Max(_end, row.Time);
        if (row.Instance != GoogleEvent.NoInstance)
        {
            ref GoogleInstance instance = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _instances, (row.Collection, row.Instance), out bool known);
            if (known && row.Time < instance.Last)
            {
                throw new TableFormatException(path, line, "time",
                    "an event before the last one of its instance", "events in the order of time (ORDER BY time)");
            }

            instance.Take(in row);
        }
    }

    /// <summary>Adds the jobs.</summary>
    public void Finish()
    {
        foreach (((long id, _), GoogleInstance instance) in _instances)
        {
            _collections[id].Take(in instance, _end);
        }

        foreach ((long id, GoogleCollection collection) in _collections.OrderBy(pair => pair.Key))
        {
            builder.RowsRead++;
            Add(id, collection);
        }

        builder.Properties.Add(new TraceProperty("events", _events.ToString(CultureInfo.InvariantCulture)));
    }

    private void Add(long id, GoogleCollection collection)
    {
        string? why = collection.IsAllocSet ? "an alloc set: the jobs within it use its resources"
            : collection.Instances == 0 ? "no events of its instances"
            : collection.Start is null ? "never scheduled"
            : collection.Start < collection.Submit ? "scheduled before it was submitted"
            : null;
        if (why is not null)
        {
            builder.LeftOut(why, collection.Line);
            return;
        }

        Notice(collection);
        bool standing = collection.Submit is null;
        builder.Add(
            new Job
            {
                Id = id.ToString(CultureInfo.InvariantCulture),
                SubmitTime = collection.Submit ?? SimTime.Min(collection.First, collection.Start!.Value),
                Request = Request(collection),
                Profile = new JobProfile
                {
                    RunTime = collection.RunTime,
                    Censored = collection.IsRunning,
                    Outcome = collection.Outcome,
                },
                Recorded = new RecordedRun(
                    collection.Start, collection.IsRunning ? null : collection.End, Submitted: !standing),
            },
            collection.Line);
    }

    private void Notice(GoogleCollection collection)
    {
        if (collection.Submit is null)
        {
            builder.Repaired("no submission in the export: stood before it began, submitted at its first event",
                collection.Line);
        }

        if (collection.IsRunning)
        {
            builder.Repaired("still running when the trace ended: its run time is a lower bound", collection.Line);
        }

        (bool Holds, string What)[] notes =
        [
            (collection.IsSynthesised, "some of its events are not recorded but inferred (missing_type)"),
            (collection.HasDependencies, "has a parent or starts after others, which a replay does not know"),
            (collection.IsInAllocSet, "runs within an alloc set"),
            (collection.IsUneven, "its instances asked for different resources: the most is used for all"),
            (collection.WasRestarted, "instances were scheduled more than once: run times are summed up"),
        ];
        foreach ((bool holds, string what) in notes)
        {
            if (holds)
            {
                builder.Noticed(what, collection.Line);
            }
        }
    }

    private static JobRequest Request(GoogleCollection collection) => new()
    {
        Instances = collection.Instances,
        PerInstance = new ResourceVector(
            CpuMilli: (int)Math.Ceiling(collection.Cpus * CoreMilliOfLargest),
            MemoryMiB: (long)Math.Ceiling(collection.Memory * MiBOfLargest)),
        User = collection.User,
        Application = collection.Name,
        Queue = collection.IsBatch ? "batch" : "",
        Priority = collection.Priority,
    };
}
