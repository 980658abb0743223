using System.Collections.Immutable;
using ClusterSim.Behavior;
using ClusterSim.Engine;
using ClusterSim.Impact.Quality;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Tests.Impact.Quality;

/// <summary>
/// Six jobs of 1,000 s that all start at 0 on six GPUs, so that progress is the clock. Labels: A is clearly idle from
/// 400 to 1,000 (known from 700 on), B clearly low from 0 to 500 (known from 300), C borderline idle, D only looks
/// idle, E clearly idle, too, F has no label.
/// </summary>
public sealed class DetectionScoreTests
{
    private static readonly ImmutableArray<BehaviorLabel> _labels =
    [
        Label("A", "idle", LabelGrade.Clear, 400, 1000, 700), Label("B", "low", LabelGrade.Clear, 0, 500, 300),
        Label("C", "idle", LabelGrade.Borderline, 400, 1000, 700),
        Label("D", "idle", LabelGrade.LooksLike, 900, 1000, 1200), Label("E", "idle", LabelGrade.Clear, 0, 1000, 300),
    ];

    private static readonly ImmutableArray<RuleResponsibility> _rules =
        [new("IdleRule", ["idle"]), new("LowRule", ["low"])];

    // A at 760: right, 60 s late, and again at 900: counted once. B at 400: confused. C at 800: borderline, nothing.
    // D at 990 and F at 10: false alarms. E: missed.
    [Test]
    public void EachHitIsJudgedByWhatItsJobShows()
    {
        RuleHits idle = Score(
            Found("IdleRule", "A", 760), Found("IdleRule", "A", 900), Found("IdleRule", "B", 400),
            Found("IdleRule", "C", 800), Found("IdleRule", "D", 990), Found("IdleRule", "F", 10)).Rules[0];
        Assert.Multiple(() =>
        {
            Assert.That((idle.Positives, idle.Found, idle.Right), Is.EqualTo((2, 1, 1)));
            Assert.That((idle.Confused, idle.FalseAlarms), Is.EqualTo((1, 2)));
            Assert.That(idle.DelaySeconds, Is.EqualTo(new[] { 60.0 }).Within(1e-9));
            Assert.That(idle.HitsOf, Is.EqualTo(new Dictionary<string, int>
            {
                ["healthy"] = 1, ["idle"] = 1, ["looks-like:idle"] = 1, ["low"] = 1,
            }));
        });
    }

    // A hit before A is idle at all is no hit of that behaviour, though A is not healthy either: confused.
    [Test]
    public void HitOutsideOfTheIntervalIsNotRight()
    {
        RuleHits idle = Score(Found("IdleRule", "A", 300)).Rules[0];
        Assert.That((idle.Right, idle.Confused, idle.FalseAlarms), Is.EqualTo((0, 1, 0)));
    }

    // D and F are healthy: 2,000 s, that is 2,000 / 86,400 days.
    [Test]
    public void OnlyJobsThatShowNothingAreHealthy() =>
        Assert.That(Score().HealthyJobDays, Is.EqualTo(2000.0 / 86_400).Within(1e-12));

    // Precision 1 of 4 (right 1, confused 1, false 2), recall 1 of 2, F1 = 2 / (2 + 3 + 1) = 1/3. LowRule: silent.
    // 2 false alarms in two runs together with 2 x 2,000 s of healthy jobs: 2 / (4,000 / 86,400 / 1,000) = 43,200.
    [Test]
    public void SharesAndRatesAreThoseCountedByHand()
    {
        DetectionScore first = Score(
            Found("IdleRule", "A", 760), Found("IdleRule", "B", 400), Found("IdleRule", "D", 990),
            Found("IdleRule", "F", 10));
        DetectionQuality quality = DetectionQuality.Of([first, Score(Found("IdleRule", "A", 700))], _rules);
        RuleQuality idle = quality.Rules[0], low = quality.Rules[1];
        Assert.Multiple(() =>
        {
            Assert.That(idle.Precision!.Value.Estimate, Is.EqualTo(2.0 / 5).Within(1e-12));
            Assert.That(idle.Recall!.Value.Estimate, Is.EqualTo(2.0 / 4).Within(1e-12));
            Assert.That(idle.F1!.Value.Estimate, Is.EqualTo(4.0 / 9).Within(1e-12));
            Assert.That(idle.DelayP50Seconds, Is.EqualTo(30).Within(1e-9));
            Assert.That(idle.FalseAlarmsPer1000JobDays.Estimate, Is.EqualTo(43_200).Within(1e-6));
            Assert.That((low.Precision, low.Recall!.Value.Estimate), Is.EqualTo(((object?)null, 0.0)));
        });
    }

    // Three failures of one episode; the third completes it. Found with the fourth, 30 s after that.
    [Test]
    public void EpisodeOfSeveralJobsCountsOnce()
    {
        ImmutableArray<BehaviorLabel> loop =
        [
            .. new[] { "A", "B", "C", "D" }.Select((id, i) => Label(
                id, "loop", LabelGrade.Clear, 0, 1000, i < 2 ? -1 : 950 + (i * 10)) with { Episode = "loop-1" }),
        ];
        RuleHits hits = DetectionScore
            .Of(Run(Found("LoopRule", "D", 1000)), loop, [new("LoopRule", ["loop"])]).Rules[0];
        Assert.That((hits.Positives, hits.Found), Is.EqualTo((1, 1)));
        Assert.That(hits.DelaySeconds.Single(), Is.EqualTo(30).Within(1e-9));
    }

    private static DetectionScore Score(params Detection[] detections) =>
        DetectionScore.Of(Run(detections), _labels, _rules);

    private static RunResult Run(params Detection[] detections)
    {
        Workload workload = new("ABCDEF".Select(id => new Job
        {
            Id = id.ToString(),
            SubmitTime = SimTime.Zero,
            Request = new JobRequest { PerInstance = new ResourceVector(0, 1) },
            Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(1000) },
        }));
        RunResult run = Simulation.Run(workload, Platform.Load("gpus:1x6"), PolicyCatalog.Create("fifo"));
        return run with { Detections = [.. detections] };
    }

    private static Detection Found(string rule, string job, double seconds) =>
        new(0, rule, rule, SimTime.FromSeconds(seconds), job[0] - 'A', "", [], null);

    private static BehaviorLabel Label(
        string job, string behavior, LabelGrade grade, long from, long until, long onset) =>
        new(job, behavior, grade, from, until, onset, job);
}
