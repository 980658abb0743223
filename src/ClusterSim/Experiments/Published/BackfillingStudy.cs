using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Five jobs that tell first come, first served, EASY and conservative backfilling apart.</summary>
internal static class BackfillingStudy
{
    private const int Processors = 10;

    // Id, submission, processors, run time; walltimes are exact.
    private static readonly (string Id, double Submit, int Gpus, double Run)[] Jobs =
        [("1", 0, 6, 10), ("2", 1, 8, 5), ("3", 2, 10, 5), ("4", 3, 2, 20), ("5", 4, 2, 5)];

    private static readonly (string Policy, double[] Starts)[] Expected =
    [
        ("fifo", [0, 10, 15, 20, 20]), ("easy", [0, 10, 23, 3, 4]), ("conservative", [0, 10, 15, 20, 4]),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "backfilling",
        Title = "Backfilling by the book",
        Source = "Worked by hand from the definitions in Mu'alem and Feitelson, IEEE TPDS 12(6), 2001",
        Protocol =
            "Ten processors; jobs (submission, processors, run time): 1 (0, 6, 10), 2 (1, 8, 5), 3 (2, 10, 5), "
            + "4 (3, 2, 20), 5 (4, 2, 5); walltimes are exact. Small enough to be checked with a pencil, and no two of "
            + "the three policies give the same schedule.",
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        foreach ((string policy, double[] starts) in Expected)
        {
            RunResult result = Simulation.Run(FiveJobs(), PlatformOfTen(), PolicyCatalog.Create(policy));
            for (int i = 0; i < starts.Length; i++)
            {
                yield return new PublishedRow
                {
                    Metric = "start (s)",
                    Where = $"{policy}, job {Jobs[i].Id}",
                    Published = starts[i],
                    Obtained = result.Jobs[i].StartTime.Seconds,
                    Tolerance = Tolerance.Exact("a schedule of whole seconds"),
                };
            }
        }
    }

    private static Workload FiveJobs() => new(Jobs.Select(job => new Job
    {
        Id = job.Id,
        SubmitTime = SimTime.FromSeconds(job.Submit),
        Request = new JobRequest
        {
            Instances = job.Gpus,
            PerInstance = new ResourceVector(Gpus: 1),
            Walltime = SimTime.Length(job.Run),
        },
        Profile = new JobProfile { RunTime = SimTime.Length(job.Run) },
    }));

    private static Platform PlatformOfTen() => Platform.Load($"gpus:1x{Processors}");
}
