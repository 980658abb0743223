using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>A job as another simulator ran it, and what it drew there.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Begin">Its begin in seconds: the start, or the submission where the start is to be found.</param>
/// <param name="Hosts">Number of whole hosts.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Joules">What it drew.</param>
internal sealed record PeerJob(string Id, double Begin, int Hosts, double Seconds, double Joules)
{
    /// <summary>The jobs of a table, by their begin.</summary>
    /// <param name="path">The table.</param>
    /// <param name="columns">The columns in the order of the members.</param>
    public static PeerJob[] Read(string path, params IReadOnlyList<string> columns)
    {
        using TableFile file = TableFile.Open(path);
        using CsvTableReader table = new(file.Content, path);
        table.Select(columns);
        List<PeerJob> jobs = [];
        while (table.Read())
        {
            jobs.Add(new PeerJob(
                table.Text(0), Number(table, 1), table.Int(2, 1, int.MaxValue), Number(table, 3), Number(table, 4)));
        }

        return [.. jobs.OrderBy(job => job.Begin)];
    }

    /// <summary>The job, submitted at its begin.</summary>
    /// <param name="each">What it takes of each host.</param>
    /// <param name="gpuPermille">Utilization of its GPUs in 1/1000.</param>
    public Job ToJob(ResourceVector each, int gpuPermille = 1000) => new()
    {
        Id = Id,
        SubmitTime = SimTime.FromSeconds(Begin),
        Request = new JobRequest { Instances = Hosts, PerInstance = each },
        Profile = new JobProfile
        {
            RunTime = SimTime.Length(Seconds),
            Phases = [new UtilizationPhase(TimeSpan.Zero, gpuPermille, PhaseKind.Compute)],
        },
    };

    private static double Number(CsvTableReader table, int column) =>
        table.NumberOrNull(column) ?? throw table.Fault(column, "a number");
}
