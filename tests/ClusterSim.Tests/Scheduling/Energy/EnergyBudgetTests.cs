using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Tests.Engine.Power;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Energy;

/// <summary>
/// A budget of energy. Four nodes of one GPU of 10 to 110 W: 440 W with all busy. Half of that less the 40 W of idle
/// GPUs is 180 W that accrue; a GPU of a job needs 100 W more than an idle one.
/// </summary>
public class EnergyBudgetTests
{
    private const double Accrues = 180, PerGpu = 100;

    // A needs 9,000 J, which have accrued at 50. B needs 18,000 from then on: 150. C would find a GPU from 60 on, and
    // its 1,800 J at 60, too, but they are kept for B, as nodes are: it starts when 1,800 more have accrued, at 160.
    // D pays for its walltime of 90 s at 210, and ends after 36 s, at 246: it gives back 5,400 J. With the 6,480 that
    // accrued since, E has its 11,880 J at once, and not at 276.
    [Test]
    public void JobsStartWhenTheirEnergyHasAccrued()
    {
        RunResult run = Run(
            [
                Model.Job("a", 0, 1, 90), Model.Job("b", 0, 2, 90), Model.Job("c", 60, 1, 18),
                Longer(Model.Job("d", 160, 1, 36), 90), Model.Job("e", 211, 1, 118.8),
            ]);

        Assert.That(
            run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo([0.0 + 50, 150, 160, 210, 246]).Within(1e-6));
    }

    // Plenty of energy from 500 on, when 90,000 J have accrued: the head H waits for the nodes that A frees at 600, and
    // EASY goes by nodes: F ends by then and starts, L would not and starts after H.
    [Test]
    public void WithEnoughEnergyItIsEasy()
    {
        RunResult run = Run(
            [
                Model.Job("a", 500, 2, 100), Model.Job("h", 501, 4, 10), Model.Job("l", 502, 1, 99),
                Model.Job("f", 503, 1, 90),
            ]);

        Assert.That(run.Jobs.Select(job => job.StartTime.Seconds), Is.EqualTo(new[] { 500.0, 600, 610, 503 }));
    }

    // Periods of 100 s, of 18,000 J each. At 90 A has its 10,800 J; 5,400 are left. B, at 95, needs 9,000 of which it
    // has 6,300: the rest would have accrued at 110. But what is left at 100 lapses, and from then on it takes 50 s.
    // C needs 18,000 J: never within a period.
    [TestCase("lapses", 150, JobStatus.Rejected)]
    [TestCase("carries-over", 110, JobStatus.Completed)]
    public void WhatIsLeftOfAPeriodLapsesOrIsCarriedOver(string unused, double start, JobStatus third)
    {
        RunResult run = Run(
            [Model.Job("a", 90, 1, 108), Model.Job("b", 95, 1, 90), Model.Job("c", 300, 2, 90)],
            ("period", "100s"), ("unused", unused));

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].StartTime.Seconds, Is.EqualTo(90));
            Assert.That(run.Jobs[1].StartTime.Seconds, Is.EqualTo(start).Within(1e-6));
            Assert.That(run.Jobs[2].Status, Is.EqualTo(third));
        });
    }

    [Test]
    public void WhereNoWattsAreKnownItIsEasy()
    {
        Workload workload = new(Enumerable.Range(0, 60).Select(i => RandomJob(i, new RandomStream(i, "job"))));
        RunResult budget = Simulation.Run(workload, Model.Gpus(4, 1), PolicyCatalog.Create("energy-budget"));
        RunResult easy = Simulation.Run(workload, Model.Gpus(4, 1), PolicyCatalog.Create("easy"));

        Assert.That(budget.Jobs, Is.EqualTo(easy.Jobs));
    }

    // At each start: what the jobs have taken in the period, until their walltimes or, if they are over, their ends, is
    // no more than what has accrued in it. Summed up from the results alone.
    [FsCheck.NUnit.Property(MaxTest = 40, EndSize = 1000)]
    public void NeverIsMoreTakenThanHasAccrued(int seed)
    {
        RandomStream random = new(seed, "jobs");
        Workload workload = new(Enumerable.Range(0, 60).Select(i => RandomJob(i, random)));
        bool carries = random.NextInt(2) == 0;
        RunResult run = Run(
            workload.Jobs, ("period", "400s"), ("unused", carries ? "carries-over" : "lapses"));

        Assert.Multiple(() =>
        {
            foreach (JobResult job in run.Jobs.Where(job => job.Status == JobStatus.Completed))
            {
                double begin = carries ? 0 : Math.Floor(job.StartTime.Seconds / 400) * 400;
                Assert.That(
                    Taken(run, begin, job.StartTime), Is.LessThanOrEqualTo(
                        (Accrues * (job.StartTime.Seconds - begin)) + 1e-3));
            }

            Assert.That(run.Jobs.Count(job => job.Status == JobStatus.Completed), Is.GreaterThan(30));
        });
    }

    private static double Taken(RunResult run, double begin, SimTime now) => run.Workload.Jobs.Zip(run.Jobs)
        .Where(job => job.Second.Status == JobStatus.Completed && job.Second.StartTime.Seconds >= begin
            && job.Second.StartTime <= now)
        .Sum(job => PerGpu * job.First.Request.Instances * (job.Second.EndTime <= now
            ? job.Second.RunTime : job.First.Request.Walltime!.Value).TotalSeconds);

    private static Job RandomJob(int i, RandomStream random)
    {
        int run = 1 + random.NextInt(120);
        return Longer(Model.Job($"j{i}", random.NextInt(3000), 1 + random.NextInt(4), run), run + random.NextInt(60));
    }

    private static Job Longer(Job job, double walltime) =>
        job with { Request = job.Request with { Walltime = TimeSpan.FromSeconds(walltime) } };

    private static RunResult Run(IEnumerable<Job> jobs, params (string Name, string Value)[] options) =>
        Simulation.Run(
            new Workload(jobs), PowerAccountTests.Gpus(4, 0, 10, 110, gpus: 1),
            PolicyCatalog.Create(
                "energy-budget",
                options.Append(("budget", "0.5")).ToDictionary(o => o.Item1, o => o.Item2)),
            new SimulationOptions { Power = new PowerOptions() });
}
