using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Failures;

public class RetryTests
{
    // 10 s of run, 3 attempts, back-off 5 s and then 10 s: 0-10, 15-25, 35-45. All 30 GPU-seconds are wasted, none
    // twice; 15 s of the stay are neither waiting nor running.
    [Test]
    public void AFailingJobIsTriedAgainAfterAGrowingBackOff()
    {
        Log log = new();
        RunResult run = Run(new RetryModel { MaxAttempts = 3, BackOff = S(5), BackOffGrowth = 2 }, log, Failing("a"));
        JobResult job = run.Jobs[0];
        Assert.That((job.Status, job.EndTime.Seconds, job.Attempts), Is.EqualTo((JobStatus.Failed, 45.0, 3)));
        Assert.That((job.FailedGpuSeconds, job.WastedGpuSeconds), Is.EqualTo((30.0, 30.0)));
        Assert.That((job.TotalWaitTime, job.RunTime), Is.EqualTo((S(0), S(30))));
        Assert.That(log.Lines, Is.EqualTo(new[]
        {
            "0 JobSubmitted 0", "0 JobStarted 0", "10 JobFailed 0", "15 JobRetried 2", "15 JobStarted 1",
            "25 JobFailed 0", "35 JobRetried 3", "35 JobStarted 2", "45 JobFailed 0",
        }));
    }

    [Test]
    public void ARetryThatSucceedsLeavesOneAttemptWasted()
    {
        RunResult run = Run(new RetryModel { MaxAttempts = 2, SuccessShare = 1 }, new Log(), Failing("a"));
        JobResult job = run.Jobs[0];
        Assert.That((job.Status, job.EndTime.Seconds), Is.EqualTo((JobStatus.Completed, 20.0)));
        Assert.That((job.FailedGpuSeconds, job.WastedGpuSeconds), Is.EqualTo((10.0, 10.0)));
    }

    // 10 s of run, a checkpoint every 4 s at no cost, a back-off of 5 s and 1 s to restore: 0-10 with 8 s safe, then
    // 15-18 and 23-26, each 1 s of restoring and the 2 s that were lost. After the last attempt all 16 GPU-seconds
    // were for nothing.
    [Test]
    public void ARetryMayGoOnFromTheLastCheckpoint()
    {
        Log log = new();
        RunResult run = Resumed(new RetryModel { MaxAttempts = 3, BackOff = S(5), Resume = true }, log);
        JobResult job = run.Jobs[0];
        Assert.That((job.Status, job.EndTime.Seconds, job.Attempts), Is.EqualTo((JobStatus.Failed, 26.0, 3)));
        Assert.That((job.WastedGpuSeconds, job.LostGpuSeconds, job.OverheadGpuSeconds), Is.EqualTo((16.0, 4.0, 2.0)));
        Assert.That(log.Lines, Does.Contain("15 JobRetried 2").And.Contain("23 JobRetried 3"));
    }

    // As above, but the retry succeeds at 18: of 13 GPU-seconds the 2 that were lost and the second of restoring.
    [Test]
    public void WhatWasSafeIsNotWastedWhenTheRetrySucceeds()
    {
        RetryModel retries = new() { MaxAttempts = 3, BackOff = S(5), SuccessShare = 1, Resume = true };
        JobResult job = Resumed(retries, new Log()).Jobs[0];
        Assert.That((job.Status, job.EndTime.Seconds), Is.EqualTo((JobStatus.Completed, 18.0)));
        Assert.That((job.WastedGpuSeconds, job.FailedGpuSeconds), Is.EqualTo((3.0, 0.0)));
    }

    // With a chance of 1/2 and up to 5 attempts, a job fails for good with 1/2^4: of 4,000 jobs 250, give or take
    // four standard deviations of sqrt(4000 x 1/16 x 15/16) = 15.3.
    [Test]
    public void RetriesSucceedAsOftenAsAsked()
    {
        Job[] jobs = [.. Enumerable.Range(0, 4000).Select(i => Failing($"j{i}"))];
        RunResult run = Run(new RetryModel { MaxAttempts = 5, SuccessShare = 0.5 }, new Log(), jobs);
        Assert.That(run.Jobs.Count(job => job.Status == JobStatus.Failed), Is.EqualTo(250).Within(61));
    }

    // The node fails at 10, 20 and 30 for an instant: the third failure is one too many.
    [Test]
    public void AJobSurvivesSoManyEvictions()
    {
        SimulationOptions options = new()
        {
            Faults = new FaultOptions
            {
                Listed = [.. Enumerable.Range(1, 5).Select(i => new Outage(At(10 * i), At(10 * i), 0))],
                Retries = new RetryModel { MaxEvictions = 2 },
            },
        };
        RunResult run = Simulation.Run(
            Model.Jobs(("a", 0, 1, 15)), Model.Gpus(1, 1), new FirstFitInOrder(), options);
        Assert.That((run.Jobs[0].Status, run.Jobs[0].EndTime.Seconds), Is.EqualTo((JobStatus.Failed, 30.0)));
        Assert.That(run.Jobs[0].WastedGpuSeconds, Is.EqualTo(30));
    }

    private static Job Failing(string id)
    {
        Job job = Model.Job(id, 0, 1, 10);
        return job with { Profile = job.Profile with { Outcome = JobOutcome.Failed } };
    }

    private static RunResult Run(RetryModel retries, Log log, params Job[] jobs) => Simulation.Run(
        new Workload(jobs), Model.Gpus(1, 8), new FirstFitInOrder(),
        new SimulationOptions { Faults = new FaultOptions { Retries = retries } }, log);

    private static RunResult Resumed(RetryModel retries, Log log) => Simulation.Run(
        new Workload([Failing("a")]), Model.Gpus(1, 8), new FirstFitInOrder(),
        new SimulationOptions
        {
            Faults = new FaultOptions { Retries = retries },
            Overheads = new Overheads { CheckpointInterval = S(4), Restore = S(1) },
        },
        log);

    private static SimTime At(double seconds) => SimTime.FromSeconds(seconds);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);

    private sealed class Log : IEventObserver
    {
        public List<string> Lines { get; } = [];

        public void Observe(in SimulationEvent happened) => Lines.Add(string.Create(
            CultureInfo.InvariantCulture, $"{happened.Time.Seconds:0.###} {happened.Kind} {happened.Value:0.###}"));
    }
}
