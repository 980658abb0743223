using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Estimates;

/// <summary>Policies that learn from ended jobs know nothing of those that have not ended.</summary>
public sealed class LeakTests
{
    // All jobs that end after a moment run 1000 s longer in a second run. Until then both runs are the same if nothing
    // is known of a duration before its job ends.
    [TestCase("qssf")]
    [TestCase("tiresias-gittins")]
    public void WhatHasNotEndedDoesNotCount(string policy)
    {
        RandomStream random = new(3, "leaks");
        Job[] jobs = [.. Enumerable.Range(0, 400).Select(i => Draw(i, random))];
        RunResult first = Run(policy, jobs);
        double moment = first.Jobs.Select(job => job.EndTime.Seconds).Order().ElementAt(200);
        RunResult second = Run(policy, [.. jobs.Select((job, i) => first.Jobs[i].EndTime.Seconds <= moment
            ? job
            : job with { Profile = job.Profile with { RunTime = job.Profile.RunTime + TimeSpan.FromSeconds(1000) } })]);
        double[] starts = [.. first.Jobs.Select(job => job.StartTime.Seconds).Where(start => start <= moment)];
        Assert.That(starts, Has.Length.GreaterThan(200));
        Assert.That(
            second.Jobs.Select(job => job.StartTime.Seconds).Where(start => start <= moment), Is.EqualTo(starts));
        Assert.That(
            second.Jobs.Select(job => job.EndTime.Seconds).Where(end => end <= moment),
            Is.EqualTo(first.Jobs.Select(job => job.EndTime.Seconds).Where(end => end <= moment)));
    }

    private static RunResult Run(string policy, Job[] jobs) =>
        Simulation.Run(new Workload(jobs), Model.Gpus(2, 4), PolicyCatalog.Create(policy));

    private static Job Draw(int i, RandomStream random)
    {
        int user = random.NextInt(5);
        Job job = Model.Job($"j{i:000}", i * 20, 1 + random.NextInt(4), (1 + random.NextInt(30)) * (1 + (user * 5)));
        return job with { Request = job.Request with { User = $"u{user}", Application = $"a{random.NextInt(8)}" } };
    }
}
