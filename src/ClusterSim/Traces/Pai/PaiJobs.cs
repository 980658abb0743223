using System.Text;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Pai;

/// <summary>
/// The jobs and tasks of the PAI trace, into which the larger tables are added row by row: none of those is ever held.
/// </summary>
internal sealed class PaiJobs
{
    private const int LongestName = 256, JobName = 0, TaskName = 1;
    private readonly Dictionary<string, PaiJob> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaiJob> _byInstanceId = new(StringComparer.Ordinal);

    private enum JobColumn
    {
        InstanceId = 1, User, Status, Start, End,
    }

    private enum TaskColumn
    {
        Instances = 2, Status, Start, End, Cpu, Memory, Gpu,
    }

    private enum InstanceColumn
    {
        Status = 5, Start, End,
    }

    private enum SensorColumn
    {
        GpuUsed = 7,
    }

    private enum GroupColumn
    {
        InstanceId, User, GpuModel, Group,
    }

    /// <summary>Tasks in the order of their table.</summary>
    public List<PaiTask> Tasks { get; } = [];

    /// <summary>Jobs in the order of their table.</summary>
    public IEnumerable<PaiJob> All => _byName.Values;

    /// <summary>The greatest time stamp of all tables.</summary>
    public SimTime LastTime { get; private set; }

    public void ReadJobs(CsvTableReader table, bool withInstanceIds)
    {
        while (table.Read())
        {
            ReadStatus(table, (int)JobColumn.Status);
            PaiJob job = new()
            {
                Name = table.Text(JobName),
                Line = table.Line,
                User = table.Text((int)JobColumn.User),
                Submit = ReadTime(table, (int)JobColumn.Start),
                End = ReadTime(table, (int)JobColumn.End),
            };
            if (!_byName.TryAdd(job.Name, job))
            {
                throw table.Fault(JobName, $"a name that occurs once (it stands in line {_byName[job.Name].Line} too)");
            }

            if (withInstanceIds)
            {
                _byInstanceId.TryAdd(table.Text((int)JobColumn.InstanceId), job);
            }
        }
    }

    /// <summary>Adds tags of groups, then forgets the ids that they are joined by.</summary>
    /// <returns>Rows, and those of them that belong to no job.</returns>
    public (long Rows, long Strays) ReadGroups(CsvTableReader table)
    {
        long rows = 0, strays = 0;
        while (table.Read())
        {
            rows++;
            if (Find(_byInstanceId, table.Bytes((int)GroupColumn.InstanceId)) is { } job)
            {
                job.GpuModel = table.Text((int)GroupColumn.GpuModel);
                job.Group = table.Text((int)GroupColumn.Group);
            }
            else
            {
                strays++;
            }
        }

        _byInstanceId.Clear();
        _byInstanceId.TrimExcess();
        return (rows, strays);
    }

    /// <summary>Adds tasks; a task of no job is left out.</summary>
    /// <returns>Rows; none of them is a stray that the report does not list.</returns>
    public (long Rows, long Strays) ReadTasks(CsvTableReader table, TraceBuilder builder)
    {
        const int mostInstances = 1_000_000;
        while (table.Read())
        {
            builder.RowsRead++;
            PaiStatus status = ReadStatus(table, (int)TaskColumn.Status);
            if (Find(_byName, table.Bytes(JobName)) is not { } job)
            {
                builder.LeftOut("its job is not in pai_job_table", table.Line);
                continue;
            }

            string name = table.Text(TaskName);
            if (job.FindTask(name) is { } same)
            {
                throw table.Fault(TaskName, $"a name that occurs once in its job (it stands in line {same.Line} too)");
            }

            PaiTask task = new()
            {
                Job = job,
                Name = name,
                Line = table.Line,
                Instances = table.IsEmpty((int)TaskColumn.Instances)
                    ? 0
                    : table.Int((int)TaskColumn.Instances, 0, mostInstances),
                Status = status,
                Start = ReadTime(table, (int)TaskColumn.Start),
                End = ReadTime(table, (int)TaskColumn.End),
                PerInstance = ReadPlan(table, builder),
                Next = job.Tasks,
            };
            job.Tasks = task;
            Tasks.Add(task);
        }

        return (builder.RowsRead, 0);
    }

    /// <summary>Adds instances to their tasks.</summary>
    /// <returns>Rows, and those of them that belong to no task.</returns>
    public (long Rows, long Strays) ReadInstances(CsvTableReader table)
    {
        long rows = 0, strays = 0;
        while (table.Read())
        {
            rows++;
            ReadStatus(table, (int)InstanceColumn.Status);
            SimTime? start = ReadTime(table, (int)InstanceColumn.Start),
                end = ReadTime(table, (int)InstanceColumn.End);
            if (FindTask(table) is { } task)
            {
                task.AddInstance(start, end);
            }
            else
            {
                strays++;
            }
        }

        return (rows, strays);
    }

    /// <summary>Adds measurements to their tasks.</summary>
    /// <returns>Rows, and those of them that belong to no task.</returns>
    public (long Rows, long Strays) ReadSensors(CsvTableReader table)
    {
        const int microDecimals = 4, gpuUsed = (int)SensorColumn.GpuUsed;
        const long mostMicro = 1_000_000_000;
        long rows = 0, strays = 0;
        while (table.Read())
        {
            rows++;
            long micro = table.ScaledOrZero(gpuUsed, microDecimals, mostMicro, "percent of a GPU, 0 to 100,000");
            if (FindTask(table) is not { } task)
            {
                strays++;
            }
            else if (!table.IsEmpty(gpuUsed))
            {
                task.AddMeasurement(micro);
            }
        }

        return (rows, strays);
    }

    private static PaiStatus ReadStatus(CsvTableReader table, int column)
    {
        ReadOnlySpan<byte> word = table.Bytes(column);
        return word.SequenceEqual("Terminated"u8) ? PaiStatus.Terminated
            : word.SequenceEqual("Failed"u8) ? PaiStatus.Failed
            : word.SequenceEqual("Running"u8) ? PaiStatus.Running
            : word.SequenceEqual("Waiting"u8) ? PaiStatus.Waiting
            : throw table.Fault(column, "Running, Terminated, Failed or Waiting");
    }

    private static ResourceVector ReadPlan(CsvTableReader table, TraceBuilder builder)
    {
        const int percentDecimals = 1, gibDecimals = 6;
        const long mostGpuMilli = 1_000_000, gib = 1_000_000, mostGib = 1_000_000;
        (int gpus, int share, bool roundedUp) = GpuAmount.Of(
            table.ScaledOrZero((int)TaskColumn.Gpu, percentDecimals, mostGpuMilli, "percent of a GPU, 0 to 100,000"));
        if (roundedUp)
        {
            builder.Repaired("plan_gpu is a fraction above one GPU: rounded up to whole GPUs", table.Line);
        }

        long memoryGib = table.ScaledOrZero(
            (int)TaskColumn.Memory, gibDecimals, gib * mostGib, "a number of GB up to 1e6");
        return new ResourceVector(
            CpuMilli: (int)table.ScaledOrZero(
                (int)TaskColumn.Cpu, percentDecimals, int.MaxValue, "percent of a core, 0 or more"),
            Gpus: gpus,
            GpuMilli: share,
            MemoryMiB: ((memoryGib * 1024) + (gib / 2)) / gib);
    }

    private static PaiJob? Find(Dictionary<string, PaiJob> jobs, ReadOnlySpan<byte> name)
    {
        // Millions of rows name the same jobs again and again: no string is made for them.
        Span<char> chars = stackalloc char[LongestName];
        return name.Length <= LongestName
            && jobs.GetAlternateLookup<ReadOnlySpan<char>>()
                .TryGetValue(chars[..Encoding.UTF8.GetChars(name, chars)], out PaiJob? job)
            ? job
            : null;
    }

    private PaiTask? FindTask(CsvTableReader table)
    {
        ReadOnlySpan<byte> name = table.Bytes(TaskName);
        Span<char> chars = stackalloc char[LongestName];
        return name.Length <= LongestName
            ? Find(_byName, table.Bytes(JobName))?.FindTask(chars[..Encoding.UTF8.GetChars(name, chars)])
            : null;
    }

    private SimTime? ReadTime(CsvTableReader table, int column)
    {
        SimTime? time = table.TimeOrNull(column);
        LastTime = SimTime.Max(LastTime, time ?? SimTime.Zero);
        return time;
    }
}
