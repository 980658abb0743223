using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// What must hold after every pass, on random gangs of several GPUs per instance, with exact walltimes.
/// </summary>
public sealed class PolicyPropertyTests
{
    private static IEnumerable<Platform> Platforms => [Model.Gpus(1, 12), Model.Gpus(3, 4), Model.Gpus(6, 2)];

    [TestCaseSource(nameof(Platforms))]
    public void UnderFifoSkipNobodyWaitsWhoFits(Platform platform)
    {
        int looks = 0;
        ForRandomWorkloads(platform, _ => new DelegatePolicy(Policies.FifoSkip(), after: view =>
        {
            foreach (int job in view.Pending)
            {
                looks++;
                Assert.That(new FirstFit().Place(view.Free, view.Job(job).Demand), Is.Null);
            }
        }));
        Assert.That(looks, Is.GreaterThan(1000));
    }

    // The promise is worked out here from scratch: the running jobs give back their nodes in the order of their true
    // ends until the head can be placed.
    [TestCaseSource(nameof(Platforms))]
    public void NoReservationOfEasyIsEverDelayed(Platform platform)
    {
        int promises = 0;
        ForRandomWorkloads(platform, workload =>
        {
            Dictionary<int, SimTime> promised = [];
            return new DelegatePolicy(Policies.Easy(), after: view =>
            {
                foreach ((int job, SimTime time) in promised)
                {
                    bool late = view.Pending.Contains(job) && view.Now > time;
                    Assert.That(late, Is.False, $"job {job} was promised {time}");
                }

                int head = view.Pending.Next(0);
                if (head >= 0)
                {
                    promises++;
                    promised.TryAdd(head, ShadowTime(view, workload, view.Job(head).Demand));
                }
            });
        });
        Assert.That(promises, Is.GreaterThan(1000));
    }

    // The estimates are up to three times the run times, so that jobs end early and promises move; never later.
    [TestCaseSource(nameof(Platforms))]
    public void NobodyStartsLaterThanConservativePromised(Platform platform)
    {
        RandomStream random = new(22, "policy-properties");
        int promises = 0;
        int improved = 0;
        for (int i = 0; i < 300; i++)
        {
            Workload workload = new(Enumerable.Range(0, 15).Select(id => NewJob(random, id))
                .Select(job => WithWalltime(job, job.Profile.RunTime * (1 + random.NextInt(3)))));
            PromiseKeeper keeper = new(i % 2 == 0 ? new FifoOrder() : new SjfOrder());
            RunResult result = Simulation.Run(workload, platform, keeper);
            Assert.That(result.Jobs.Select(job => job.Status), Is.All.EqualTo(JobStatus.Completed), $"case {i}");
            for (int job = 0; job < result.Jobs.Length; job++)
            {
                SimTime first = keeper.FirstPromise[job];
                Assert.That(result.Jobs[job].StartTime, Is.LessThanOrEqualTo(first), $"case {i}, job {job}");
                promises += result.Jobs[job].StartTime > workload.Jobs[job].SubmitTime ? 1 : 0;
                improved += result.Jobs[job].StartTime < first ? 1 : 0;
            }
        }

        Assert.That(promises, Is.GreaterThan(1000));
        Assert.That(improved, Is.GreaterThan(300));
    }

    private static Job WithWalltime(Job job, TimeSpan walltime) =>
        job with { Request = job.Request with { Walltime = walltime } };

    private static void ForRandomWorkloads(Platform platform, Func<Workload, ISchedulingPolicy> policy)
    {
        RandomStream random = new(21, "policy-properties");
        for (int i = 0; i < 300; i++)
        {
            Workload workload = new(Enumerable.Range(0, 15).Select(id => NewJob(random, id)));
            Simulation.Run(workload, platform, policy(workload));
        }
    }

    private static Job NewJob(RandomStream random, int id)
    {
        Job job = Model.Job($"{id}", random.NextInt(40), 1, 1 + random.NextInt(20));
        return job with
        {
            Request = new JobRequest
            {
                Instances = 1 + random.NextInt(5),
                PerInstance = new ResourceVector(Gpus: 1 << random.NextInt(2)),
                Walltime = job.Profile.RunTime,
            },
        };
    }

    private static SimTime ShadowTime(SchedulingView view, Workload workload, Demand head)
    {
        List<(SimTime End, int Job)> ends = [];
        foreach (int job in view.Running)
        {
            ends.Add((view.Job(job).LastStart + workload.Jobs[job].Profile.RunTime, job));
        }

        TrialResources trial = view.Free.Trial();
        foreach (var group in ends.GroupBy(end => end.End).OrderBy(group => group.Key))
        {
            foreach ((_, int job) in group)
            {
                trial.Give(view.Job(job).Demand, view.Job(job).Placement!);
            }

            if (new FirstFit().Place(trial, head) is not null)
            {
                return group.Key;
            }
        }

        return SimTime.Never;
    }
}
