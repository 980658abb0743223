using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// What must hold whatever the policy, on drawn workloads and platforms: nothing is held twice, gangs are whole, nobody
/// starts before the submission, no job is lost, and the times add up. New policies of the catalogue are included.
/// </summary>
public sealed class CataloguePropertyTests
{
    private static readonly Platform[] s_platforms =
    [
        Model.Gpus(1, 8), Model.Gpus(3, 4), Model.Gpus(2, 100), Platform.Load("gpus:2x4+6"),
        Platform.Load("pools:2x4+6"), Platform.Load("cores:12"), Platform.Load("cores:4x3"),
    ];

    private static IEnumerable<PolicyDescription> Undemanding =>
        PolicyCatalog.All.Where(policy => policy.Needs.Length == 0 || policy.Name == "themis");

    /// <summary>The oracle is a ledger kept from what observers are told.</summary>
    [FsCheck.NUnit.Property(MaxTest = 60, EndSize = 50)]
    public void EveryPolicyKeepsTheBooks((byte Submit, byte Run, byte Size)[] jobs, byte platform, bool failures)
    {
        Workload workload = new(jobs.Select(Make));
        foreach (PolicyDescription policy in Undemanding.Where(policy => !policy.SharesGpus))
        {
            Workload suited = policy.Name == "themis" ? new Workload(workload.Jobs.Select(WithWalltime)) : workload;
            Check(suited, s_platforms[platform % s_platforms.Length], policy, failures);
        }
    }

    // Found by the property: by remaining time, a job without a walltime passes no other before the clock ends.
    [Test]
    public void AJobWithoutAWalltimeBesideOneWithBreaksNoPolicy()
    {
        Workload workload = new([Make((0, 7, 63), 0), Make((1, 1, 59), 1)]);
        foreach (PolicyDescription policy in Undemanding.Where(policy => !policy.SharesGpus && policy.Name != "themis"))
        {
            Check(workload, s_platforms[3], policy, failures: false);
        }
    }

    [Test]
    public void ALongerQueueLosesNoJob()
    {
        // 4 GPUs, 500 jobs of one GPU and 4 s within 100 s: all end, and no earlier than the work allows.
        Workload workload = new(Enumerable.Range(0, 500).Select(i => Model.Job($"{i}", i % 100, 1, 4)));
        foreach (PolicyDescription policy in Undemanding.Where(policy => !policy.SharesGpus))
        {
            RunResult result = Simulation.Run(workload, Model.Gpus(1, 4), policy.Create());
            Assert.That(result.Jobs.Count(job => job.Status == JobStatus.Completed), Is.EqualTo(500), policy.Name);
            Assert.That(
                result.Jobs.Max(job => job.EndTime), Is.GreaterThanOrEqualTo(SimTime.FromSeconds(500)), policy.Name);
        }
    }

    [Test]
    public void TheLedgerFindsWhatIsWrong()
    {
        // One GPU of 1000 is held twice, and job 0, a gang of two, holds one of them.
        RunLedger ledger = new(new Workload([Model.Job("a", 0, 2, 1), Model.Job("b", 0, 1, 1)]), Model.Gpus(1, 1));
        ledger.Taken(0, 0, 1000, 0, 1, SimTime.Zero);
        ledger.Taken(1, 0, 1000, 0, 1, SimTime.Zero);
        ledger.Observe(new(SimTime.Zero, ClusterSim.Events.EventKind.JobStarted, 1));
        Assert.That(ledger.Faults, Has.Count.EqualTo(4), string.Join('\n', ledger.Faults));
    }

    private static Job WithWalltime(Job job) => job with
    {
        Request = job.Request with { Walltime = job.Request.Walltime ?? job.Profile.RunTime },
    };

    private static void Check(Workload workload, Platform platform, PolicyDescription policy, bool failures)
    {
        RunLedger ledger = new(workload, platform);
        SimulationOptions options = new()
        {
            Failures = failures ? new FailureModel(TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(20)) : null,
            Overheads = new Overheads { StartUp = TimeSpan.FromSeconds(1), Restore = TimeSpan.FromSeconds(2) },
        };
        RunResult result = Simulation.Run(workload, platform, policy.Create(), options, ledger);
        Assert.That(ledger.Faults, Is.Empty, policy.Name);
        Assert.That(result.Jobs, Has.Length.EqualTo(workload.Jobs.Length));
        for (int job = 0; job < result.Jobs.Length; job++)
        {
            string what = $"{policy.Name}, job {job}";
            CheckTimes(workload.Jobs[job], result.Jobs[job], ledger.Executed[job], what);
            // A failure, or a policy that stops jobs without a checkpoint, loses work on top.
            bool mayLose = failures || ledger.Evictions[job] > 0;
            int restores = result.Jobs[job].Restarts + ledger.Moves[job];
            TimeSpan most = workload.Jobs[job].Profile.RunTime + TimeSpan.FromSeconds(1 + (2 * restores));
            Assert.That(mayLose || result.Jobs[job].RunTime <= most, Is.True, $"{what}: more than {most}");
        }
    }

    private static void CheckTimes(Job job, JobResult result, TimeSpan executed, string what)
    {
        bool accounted = result.Status is JobStatus.Completed or JobStatus.Rejected or JobStatus.Pending;
        Assert.That(accounted, Is.True, $"{what} is {result.Status}");
        Assert.That(result.RunTime, Is.EqualTo(executed), what);
        if (result.Status != JobStatus.Completed)
        {
            return;
        }

        Assert.That(result.StartTime, Is.GreaterThanOrEqualTo(job.SubmitTime), what);
        Assert.That(result.EndTime - result.SubmitTime, Is.EqualTo(result.TotalWaitTime + result.RunTime), what);
        Assert.That(result.RunTime, Is.GreaterThanOrEqualTo(job.Profile.RunTime), what);
    }

    private static Job Make((byte Submit, byte Run, byte Size) drawn, int index)
    {
        int instances = 1 + (drawn.Size % 5);
        return Model.Job($"{index}", drawn.Submit, 1, drawn.Run % 40) with
        {
            Request = new JobRequest
            {
                Instances = instances,
                PerInstance = (drawn.Size / 5 % 4) switch
                {
                    0 => new ResourceVector(CpuMilli: 1000),
                    1 => new ResourceVector(Gpus: 1, GpuMilli: 100 * (1 + (drawn.Run % 9))),
                    2 => new ResourceVector(Gpus: 2, CpuMilli: 500),
                    _ => new ResourceVector(Gpus: 1, CpuMilli: 1000),
                },
                Walltime = drawn.Run % 7 == 0 ? null : TimeSpan.FromSeconds(drawn.Run % 40),
                User = "u" + (drawn.Size % 3),
                Priority = drawn.Size % 4,
                Queue = drawn.Size % 2 == 0 ? "a" : "b",
            },
        };
    }
}
