using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Randomness;
using ClusterSim.Scheduling.Patterns;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Tests.Engine;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Scheduling.Patterns;

/// <summary>The learners against values worked out by hand, published bounds, and rules of known worth.</summary>
public sealed class LearningTests
{
    private const int Decisions = 10_000;

    // Rewards of the benefits 1, 0, -1 are 1, 1/2, 0; after 10 decisions 1/2 + sqrt(2 ln 10 / 3) = 1.738974.
    [Test]
    public void TheUpperBoundIsThatOfAuer()
    {
        UcbLearner learner = new();
        Assert.That(learner.Index, Is.EqualTo(double.PositiveInfinity));
        for (int i = 0; i < 10; i++)
        {
            Assert.That(learner.Decide(), Is.True);
        }

        learner.Learn(1);
        learner.Learn(0);
        learner.Learn(-1);
        Assert.That(learner.Index, Is.EqualTo(1.738974).Within(1e-6));
    }

    // 40 outcomes of -1 after 40 decisions: 0 + sqrt(2 ln 40 / 40) = 0.42947, below one half. At e^5 = 148.4 decisions
    // the bound is one half, and the rule gets another chance: at the 149th.
    [Test]
    public void AHarmfulRuleIsTriedAgainWhenTheLogarithmSaysSo()
    {
        UcbLearner learner = new();
        for (int i = 0; i < 40; i++)
        {
            learner.Decide();
            learner.Learn(-1);
        }

        Assert.That(learner.Index, Is.EqualTo(0.42947).Within(1e-5));
        int decision = 41;
        while (!learner.Decide())
        {
            decision++;
        }

        Assert.That(decision, Is.EqualTo(149));
    }

    // Auer et al. (2002), theorem 1: an arm that is worse by d is played at most 8 ln n / d^2 + 1 + pi^2 / 3 times on
    // average. A chance of 0.2 to help is a mean reward of 0.2: worse than leaving the jobs alone by 0.3.
    [Test]
    public void AHarmfulRuleIsAppliedNoMoreOftenThanTheBoundSays()
    {
        double mean = Enumerable.Range(1, 20)
            .Average(seed => Applications(new UcbLearner(), seed, chanceToHelp: 0.2, Decisions).Count);
        double bound = (8 * Math.Log(Decisions) / (0.3 * 0.3)) + 1 + (Math.PI * Math.PI / 3);
        Assert.That(mean, Is.LessThan(bound).And.GreaterThan(10));
    }

    [TestCase("ucb")]
    [TestCase("thompson")]
    public void AGoodRuleKeepsBeingAppliedAndAHarmfulOneIsLeftAlone(string learning)
    {
        for (int seed = 1; seed <= 20; seed++)
        {
            List<int> good = Applications(NewLearner(learning, seed), seed, 0.8, Decisions);
            List<int> harmful = Applications(NewLearner(learning, seed), seed, 0.2, Decisions);
            Assert.That(good, Has.Count.GreaterThan(0.99 * Decisions), $"seed {seed}");
            Assert.That(harmful.Count(at => at >= Decisions / 2), Is.LessThan(0.03 * Decisions), $"seed {seed}");
        }
    }

    [Test]
    public void TheSameSeedLearnsTheSame()
    {
        List<int> first = Applications(NewLearner("thompson", 7), 7, 0.4, 500);
        Assert.That(Applications(NewLearner("thompson", 7), 7, 0.4, 500), Is.EqualTo(first));
        Assert.That(Applications(NewLearner("thompson", 8), 7, 0.4, 500), Is.Not.EqualTo(first));
    }

    // Beta(1 + 0.9, 2 - 0.9) before anything is known: 1.9 / 3.
    [Test]
    public void TheBeliefBeginsWithWhatTheAuthorSays() =>
        Assert.That(new ThompsonLearner(new RandomStream(1, "t"), 0.9).Mean, Is.EqualTo(1.9 / 3).Within(1e-12));

    // T - 0.25 sum(benefits) / (n + 5): with two outcomes of 1 it is 0.8 - 0.25 x 2 / 7, with two of -1 the mirror.
    [TestCase(10, 0.8 - (0.25 * 2 / 7))]
    [TestCase(-10, 0.8 + (0.25 * 2 / 7))]
    public void TheThresholdFollowsTheRecord(double obtained, double expected)
    {
        RuleAccount account = new("rule", 0.8, widens: true, (_, _) => new UcbLearner());
        account.Settle(10, obtained, harmed: false);
        account.Settle(10, obtained, harmed: false);
        Assert.That(account.ConfidenceThreshold, Is.EqualTo(expected).Within(1e-12));
    }

    // 1000 jobs of 1000 s on 4 GPUs. Rule "good" names those that idle all the time: each reclaim at 150 s sets 850 s
    // free, as it promises. Rule "bad" names those that work: each reclaim loses 150 s, as many as it promises.
    [TestCase(RuleLearning.Ucb)]
    [TestCase(RuleLearning.Thompson)]
    [TestCase(RuleLearning.Suspend)]
    public void InARunAHarmfulRuleIsStoppedAndAGoodOneIsKept(RuleLearning learning)
    {
        Workload workload = new(Enumerable.Range(0, 1000).Select(Job));
        bool idles(int job) => workload.Jobs[job].Profile.Phases.Length > 0;
        Hint hintFor(int job) => new(0, RecommendedAction.Reclaim, job)
        {
            Rule = idles(job) ? "good" : "bad", Expected = idles(job) ? 850 : 150,
        };
        PatternDrivenOptions options = new() { Learning = learning };
        AfterStartMonitor monitor = new(150, hintFor);
        RunResult run = ScriptedRun.Of(
            workload, Model.Gpus(1, 4), Policies.PatternDriven(Policies.FifoSkip(), options), monitor);
        RuleLedgerEntry good = run.Entry("good"), bad = run.Entry("bad");
        Assert.Multiple(() =>
        {
            Assert.That(good.ObtainedGpuSeconds, Is.EqualTo(850 * good.Applied));
            Assert.That(good.Suspended, Is.False);
            Assert.That(run.Refused(ActionRefusal.NotWorthIt, "good"), Is.LessThan(0.05 * good.Applied));
            Assert.That(bad.ObtainedGpuSeconds, Is.EqualTo(-150 * bad.Applied).And.LessThan(0));
            Assert.That(bad.Suspended, Is.True);
            Assert.That(run.Refused(ActionRefusal.NotWorthIt, "bad"), Is.GreaterThan(3 * bad.Applied));
            Assert.That(run.Jobs.Count(job => job.EndTime.IsNever), Is.Zero);
        });
    }

    private static Job Job(int index)
    {
        Job job = Model.Job($"{index}", index, 1, 1000);
        return index % 2 == 1 ? job : job with
        {
            Profile = job.Profile with { Phases = [new UtilizationPhase(TimeSpan.Zero, 0, PhaseKind.Idle)] },
        };
    }

    private static IRuleLearner NewLearner(string learning, int seed) => learning == "ucb"
        ? new UcbLearner()
        : new ThompsonLearner(new RandomStream(seed, "policy/learning/rule/0"), 0.9);

    // Acting helps as much as was promised, or harms as much.
    private static List<int> Applications(IRuleLearner learner, int seed, double chanceToHelp, int decisions)
    {
        RandomStream outcomes = new(seed, "outcomes");
        List<int> applied = [];
        for (int i = 0; i < decisions; i++)
        {
            if (learner.Decide())
            {
                applied.Add(i);
                learner.Learn(outcomes.NextDouble() < chanceToHelp ? 1 : -1);
            }
        }

        return applied;
    }
}
