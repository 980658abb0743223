using ClusterSim.Behavior.Facts;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Tests.Behavior;

/// <summary>Facts that are kept event by event against the same facts looked up in the whole list of events.</summary>
public sealed class JobFactsPropertyTests
{
    private static readonly RuleFact[] s_facts =
    [
        RuleFact.RunHours, RuleFact.WaitHours, RuleFact.Restarts, RuleFact.GpuHours, RuleFact.UsedWalltimePercent,
        RuleFact.MinutesSinceSample, RuleFact.MeanGpuUtilization, RuleFact.IdlePercent, RuleFact.PeakGpuUtilization,
        RuleFact.PeakGpuMemoryGb, RuleFact.PeakMemoryPercent, RuleFact.ActiveGpus, RuleFact.UserRunningGpus,
        RuleFact.UserGpuSharePercent, RuleFact.UserWaitingJobs, RuleFact.UserJobsFailed24h, RuleFact.WaitingJobs,
        RuleFact.WaitingGpus, RuleFact.FreeGpusPercent,
    ];

    // 300 streams with 19 facts of 4 jobs each: 22,800 cases.
    [Test]
    public void FactsAreThoseOfTheWholeListOfEvents()
    {
        Platform platform = Platform.Load("gpus:3x8");
        int known = 0;
        for (int i = 0; i < 300; i++)
        {
            RandomStream random = new(11, $"facts-{i}");
            List<SimulationEvent> events = RandomEvents.Draw(random, 5 + random.NextInt(60));
            JobFacts facts = new(RandomEvents.Workload, platform, null);
            var seen = new KnownJob?[RandomEvents.Jobs];
            foreach (SimulationEvent happened in events)
            {
                KnownJob? job = facts.Observe(happened, EventVocabulary.SignalOf(happened)).Job;
                seen[Math.Max(0, happened.Job)] = job ?? seen[Math.Max(0, happened.Job)];
            }

            double now = (events[^1].Time.Seconds / 60) + random.NextInt(5);
            NaiveFacts naive = new(events, platform.TotalGpus);
            foreach ((int job, RuleFact fact) in Pairs(seen))
            {
                double ours = facts.ValueOf(fact, seen[job], -1, SimTime.FromSeconds(now * 60));
                double expected = naive.ValueOf(fact, job, now);
                Assert.That(ours, Is.EqualTo(expected).Within(1e-9), $"stream {i}, job {job}, {fact}");
                known += double.IsNaN(ours) ? 0 : 1;
            }
        }

        Assert.That(known, Is.GreaterThan(10_000));
    }

    private static IEnumerable<(int Job, RuleFact Fact)> Pairs(KnownJob?[] seen) =>
        from job in Enumerable.Range(0, RandomEvents.Jobs)
        where seen[job] is not null
        from fact in s_facts
        select (job, fact);
}
