using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ClusterSim.Engine;
using ClusterSim.Experiments;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Experiments;

/// <summary>
/// The whole catalogue on tiny traces that lack one thing or another. A policy runs and accounts for every job, or it
/// refuses with one message that names itself, what is missing and the filter or format that has it; with the filter it
/// runs, and the result says that a field was filled in.
/// </summary>
public sealed partial class EveryPolicyOnEveryTraceTests
{
    private const int Jobs = 6;

    private static readonly JobSignature s_signature =
        new() { Name = "ResNet18/CIFAR-10/64", GpuUtilization = 60, GpuMemoryMiB = 4000 };

    private static readonly ImmutableDictionary<string, Func<int, Job>> s_traces =
        new Dictionary<string, Func<int, Job>>
        {
            ["cpu-only"] = i => JobOf(i, new ResourceVector(CpuMilli: 1000 * (i + 1))),
            ["bare-gpus"] = i => JobOf(i, new ResourceVector(Gpus: 1 << (i % 4))),
            ["gpu-shares"] = i => JobOf(i, new ResourceVector(CpuMilli: 1000, Gpus: 1, GpuMilli: 150 * (i + 1))),
            ["gangs"] = i => JobOf(i, new ResourceVector(Gpus: 4), instances: 2),
            ["cpus-and-gpus"] = i => JobOf(i, new ResourceVector(CpuMilli: 2000, Gpus: i % 2)),
            ["walltimes-and-users"] = i => Named(i, JobOf(i, new ResourceVector(Gpus: 1 + (i % 2)))),
            ["signatures"] = i => Signed(JobOf(i, new ResourceVector(Gpus: 1))),
        }.ToImmutableDictionary();

    private static IEnumerable<TestCaseData> Cases =>
        from policy in PolicyCatalog.All
        from trace in s_traces.Keys.Order(StringComparer.Ordinal)
        select new TestCaseData(policy.Name, trace).SetArgDisplayNames(policy.Name, trace);

    [TestCaseSource(nameof(Cases))]
    public void ItRunsOrSaysWhatIsMissing(string policy, string trace)
    {
        Workload workload = new(Enumerable.Range(0, Jobs).Select(s_traces[trace]));
        try
        {
            AssertAllAccountedFor(Run(workload, policy));
        }
        catch (PolicyException refusal)
        {
            Assert.That(refusal.Message, Does.Contain("needs"));
            Assert.That(refusal.Message, Does.Match($"'{policy}'|order '"), "names the policy or its order");
            Assert.That(refusal.Message, Does.Match(@"filter \w|format '|under 'signals'"), "names what has the field");
            AssertItRunsWithWhatTheMessageNames(workload, policy, refusal.Message);
        }
    }

    private static void AssertItRunsWithWhatTheMessageNames(Workload workload, string policy, string message)
    {
        if (!FilterName().IsMatch(message))
        {
            return;
        }

        string filter = FilterName().Match(message).Groups[1].Value switch
        {
            "estimates" => "estimates=exact",
            "group-means" => "group-means=all",
            "signatures" => "signatures=" + SharedData.Path("lucid/single_data.csv") + "@1",
            "losses" => "losses=1",
            "train" => TrainingMix() + (message.Contains("@oracle", StringComparison.Ordinal) ? "@oracle" : ""),
            string other => throw new AssertionException($"'{other}' is no filter that fills in a field"),
        };
        bool nothingToTrain = workload.Jobs.All(job => job.Request.TotalGpus == 0);
        if (filter.StartsWith("train", StringComparison.Ordinal) && nothingToTrain)
        {
            Assert.That(
                () => WorkloadFilter.Apply(workload, [filter]),
                Throws.TypeOf<ExperimentException>().With.Message.Contains("keeps none"));
            return;
        }

        Workload filled = WorkloadFilter.Apply(workload, [filter]);
        try
        {
            RunResult result = Run(filled, policy);
            AssertAllAccountedFor(result);
            Assert.That(result.Notices, Has.Some.StartsWith("Not from the trace but filled in: "));
        }
        catch (PolicyException next) when (next.Message != message)
        {
            // What the first filter filled in may need another one.
            AssertItRunsWithWhatTheMessageNames(filled, policy, next.Message);
        }
    }

    private static string TrainingMix()
    {
        string application = Path.GetDirectoryName(SharedData.Path("pollux/sched/traces/bert/placements.csv"))!;
        return $"train-mix={Path.GetDirectoryName(application)}@1";
    }

    private static void AssertAllAccountedFor(RunResult result)
    {
        Assert.That(
            result.Jobs.Select(job => job.Status), Has.None.Matches<JobStatus>(
                status => status is JobStatus.Unsubmitted or JobStatus.Pending or JobStatus.Running),
            string.Join('\n', result.Notices));
        int rejected = result.Jobs.Count(job => job.Status == JobStatus.Rejected);
        Assert.That(
            result.Notices.Count(notice => notice.StartsWith($"{rejected} of {result.Jobs.Length} jobs were rejected")),
            Is.EqualTo(rejected > 0 ? 1 : 0));
    }

    private static RunResult Run(Workload workload, string policy) =>
        Simulation.Run(workload, Platform.Load("gpus:2x8+64"), PolicyCatalog.Create(policy));

    private static Job Named(int i, Job job) => job with
    {
        Request = job.Request with
        {
            User = $"u{i % 2}",
            Application = $"a{i % 3}",
            Queue = "q",
            Priority = i,
            Walltime = 2 * job.Profile.RunTime,
        },
    };

    private static Job Signed(Job job) => job with
    {
        Request = job.Request with { Signature = s_signature },
        Profile = job.Profile with { Signature = s_signature },
    };

    private static Job JobOf(int i, ResourceVector each, int instances = 1) => new()
    {
        Id = $"j{i}",
        SubmitTime = SimTime.FromSeconds(60 * i),
        Request = new JobRequest { Instances = instances, PerInstance = each },
        Profile = new JobProfile { RunTime = TimeSpan.FromMinutes(5 * (i + 1)) },
    };

    [GeneratedRegex(@"filter ([a-z-]+)=")]
    private static partial Regex FilterName();
}
