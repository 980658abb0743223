using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Traces.Pai;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>What the tables of instances and tasks say about the instances that a table of sensors measured.</summary>
internal sealed class PaiInstances
{
    private readonly Dictionary<string, PaiLife> _lives = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Job, string Task), ResourceVector> _plans = [];

    private enum InstanceColumn
    {
        Worker = 3, Status = 5, Start, End,
    }

    private enum TaskColumn
    {
        Job, Task, Cpu = 6, Memory, Gpu,
    }

    /// <summary>Reads the tables that stand beside a table of sensors.</summary>
    /// <exception cref="TableFormatException">There is no table of instances, or a table is damaged.</exception>
    public static PaiInstances Beside(string sensors, TraceBuilder rows)
    {
        string folder = Path.GetDirectoryName(sensors) ?? "";
        string lives = PaiTable.Instances.FindIn(folder) ?? throw new TableFormatException(
            sensors, 0, "", $"no {PaiTable.Instances.Name} beside it, and the sensors have no times",
            $"a file {PaiTable.Instances.Name}.csv");
        PaiInstances instances = new();
        ReadTable(PaiTable.Instances, lives, instances.AddLife);
        if (PaiTable.Tasks.FindIn(folder) is { } tasks)
        {
            ReadTable(PaiTable.Tasks, tasks, instances.AddPlan);
        }
        else
        {
            rows.NoticedOnTheWhole("no pai_task_table: what was asked for is not known, one GPU is taken");
        }

        return instances;
    }

    /// <summary>From when to when an instance ran; <c>null</c> when that is not known.</summary>
    public PaiLife? Find(string worker) => _lives.TryGetValue(worker, out PaiLife life) ? life : null;

    /// <summary>What an instance of a task asked for; <c>null</c> when that is not known.</summary>
    public ResourceVector? PlanOf(string job, string task) =>
        _plans.TryGetValue((job, task), out ResourceVector plan) ? plan : null;

    private static void ReadTable(PaiTable kind, string path, Action<CsvTableReader> add) => TableFile.ReadAll(
        path,
        content =>
        {
            using CsvTableReader table = kind.Open(content, path);
            while (table.Read())
            {
                add(table);
            }
        });

    private void AddLife(CsvTableReader table)
    {
        if (table.TimeOrNull((int)InstanceColumn.Start) is { } start)
        {
            SimTime? end = table.TimeOrNull((int)InstanceColumn.End);
            bool failed = table.Bytes((int)InstanceColumn.Status).SequenceEqual("Failed"u8);
            _lives.TryAdd(
                table.Text((int)InstanceColumn.Worker), new PaiLife(start, end >= start ? end : null, failed));
        }
    }

    private void AddPlan(CsvTableReader table)
    {
        const int percentDecimals = 1, gbDecimals = 3;
        const long most = 1_000_000, mostGb = 1_000_000_000;
        (int gpus, int share, _) = GpuAmount.Of(
            table.ScaledOrZero((int)TaskColumn.Gpu, percentDecimals, most, "percent of a GPU, 0 to 100,000"));
        long memory = table.ScaledOrZero((int)TaskColumn.Memory, gbDecimals, mostGb, "a number of GB up to 1e6");
        _plans.TryAdd(
            (table.Text((int)TaskColumn.Job), table.Text((int)TaskColumn.Task)),
            new ResourceVector(
                CpuMilli: (int)table.ScaledOrZero(
                    (int)TaskColumn.Cpu, percentDecimals, int.MaxValue, "percent of a core, 0 or more"),
                Gpus: gpus,
                GpuMilli: share,
                MemoryMiB: ((memory * 1024) + 500) / 1000));
    }
}
