using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Workloads;

/// <summary>Expected values: counts that follow from the definition, and the binomial distribution.</summary>
public class WorkloadSamplesTests
{
    // 1,000 jobs, 10 s apart; user u0 has 900 of them, u1 to u10 have 10 each.
    private static readonly Workload _thousand = new(Enumerable.Range(0, 1000).Select(i => new Job
    {
        Id = "j" + i,
        SubmitTime = SimTime.FromSeconds(i * 10),
        Request = new JobRequest { User = i < 900 ? "u0" : "u" + (1 + ((i - 900) / 10)) },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(1) },
    }));

    [Test]
    public void AShareIsThatShareOfTheJobsAndTheSameForTheSameSeed()
    {
        Workload tenth = _thousand.Sample(0.1, seed: 7);

        Assert.That(tenth.Jobs, Has.Length.EqualTo(100));
        Assert.That(Ids(_thousand.Sample(0.1, seed: 7)), Is.EqualTo(Ids(tenth)));
        Assert.That(Ids(_thousand.Sample(0.1, seed: 8)), Is.Not.EqualTo(Ids(tenth)));
        Assert.That(
            tenth.Jobs.Select(job => job.SubmitTime), Is.SubsetOf(_thousand.Jobs.Select(job => job.SubmitTime)));
        Assert.That(tenth.Source.Transformations, Is.EqualTo(new[] { "sample of 100 jobs, seed 7" }));
    }

    [Test]
    public void ACountLargerThanTheWorkloadKeepsAll() =>
        Assert.That(Ids(_thousand.SampleCount(5000)), Is.EqualTo(Ids(_thousand)));

    // Each job is in a sample of a half with probability 1/2: over 400 seeds a job is kept 200 times, standard
    // deviation 10; all of 1,000 jobs lie within five of those.
    [Test]
    public void EveryJobIsEquallyLikely()
    {
        int[] kept = new int[1000];
        for (int seed = 0; seed < 400; seed++)
        {
            foreach (Job job in _thousand.Sample(0.5, seed).Jobs)
            {
                kept[int.Parse(job.Id[1..], System.Globalization.CultureInfo.InvariantCulture)]++;
            }
        }

        Assert.That(kept, Is.All.InRange(150, 250));
    }

    // 30 % of 11 users are 3 users, with all of their jobs.
    [Test]
    public void SampledUsersKeepAllOfTheirJobs()
    {
        Workload sample = _thousand.SampleUsers(0.3, seed: 2);

        var users = sample.Jobs.GroupBy(job => job.Request.User).ToList();
        Assert.That(users, Has.Count.EqualTo(3));
        Assert.That(users.Select(user => user.Count()), Is.All.AnyOf(10, 900));
    }

    // 25 % of 900 are 225; 25 % of 10 are 2 or 3.
    [Test]
    public void EveryUserKeepsTheShare()
    {
        Workload sample = _thousand.SampleEach(0.25, job => job.Request.User);

        var users = sample.Jobs.GroupBy(job => job.Request.User).ToDictionary(user => user.Key, user => user.Count());
        Assert.That(users["u0"], Is.EqualTo(225));
        Assert.That(users.Where(user => user.Key != "u0").Select(user => user.Value), Is.All.InRange(2, 3));
        Assert.That(users, Has.Count.EqualTo(11));
    }

    [Test]
    public void AShareOutsideZeroToOneIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _thousand.Sample(1.5));

    private static IEnumerable<string> Ids(Workload workload) => workload.Jobs.Select(job => job.Id);
}
