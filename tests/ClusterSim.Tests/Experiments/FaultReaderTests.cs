using ClusterSim.Engine.Failures;
using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

public class FaultReaderTests
{
    private const string Head = "traces: [{ generate: philly-shaped }]\nplatforms: ['gpus:2x4']\npolicies: [fifo]\n";

    [Test]
    public void EverySettingArrives()
    {
        OptionChoice options = Options("""
            simulation:
              failures:
                mean_time_between_failures: 150 d
                mean_time_to_repair: 6 h
                shape: 0.7
                repair: lognormal
                repair_sigma: 1.2
                gpus: { mean_time_between_failures: 1000 d, mean_time_to_repair: 2 d, repair: fixed }
                racks: { mean_time_between_failures: 400 d, mean_time_to_repair: 1 h }
                spot: { mean_time_between_reclaims: 12 h, mean_time_to_return: 2 h, notice: 2 min, share: 0.25 }
                retries: { max_attempts: 3, back_off: 1 min, back_off_growth: 2, success_share: 0.2,
                           resume: true, max_evictions: 5 }
              checkpoints: { interval: daly, cost: 2 min }
            """);
        Assert.That(options.Failures, Is.EqualTo(new ClusterSim.Engine.FailureModel(TimeSpan.FromDays(150), Hours(6))
        {
            Shape = 0.7, Repair = RepairTimes.LogNormal, RepairSigma = 1.2,
        }));
        Assert.That(options.Faults.Gpus!.Repair, Is.EqualTo(RepairTimes.Fixed));
        Assert.That(options.Faults.Domains!.MeanTimeToRepair, Is.EqualTo(Hours(1)));
        Assert.That(options.Faults.Spot, Is.EqualTo(new SpotModel(Hours(12), Hours(2))
        {
            Notice = TimeSpan.FromMinutes(2), Share = 0.25,
        }));
        Assert.That(options.Faults.Retries, Is.EqualTo(new RetryModel
        {
            MaxAttempts = 3, BackOff = TimeSpan.FromMinutes(1), BackOffGrowth = 2, SuccessShare = 0.2, Resume = true,
            MaxEvictions = 5,
        }));
        Assert.That(options.Overheads.CheckpointRule, Is.EqualTo(CheckpointRule.Daly));
        Assert.That(options.Overheads.PeriodicCheckpoint, Is.EqualTo(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public void ASetOfOptionsCanSwitchAllOff()
    {
        ExperimentSpec spec = ExperimentSpec.Parse(Head + """
            simulation:
              failures: { mean_time_between_failures: 1 d, mean_time_to_repair: 1 h, retries: { max_attempts: 2 } }
            options: [{ name: on }, { name: off, failures: none }]
            """, "e.yaml");
        Assert.That(spec.Options[0].Faults.Retries, Is.Not.Null);
        Assert.That((spec.Options[1].Failures, spec.Options[1].Faults), Is.EqualTo((
            (ClusterSim.Engine.FailureModel?)null, new FaultOptions())));
    }

    [Test]
    public void AllProblemsAreReportedAtOnce()
    {
        ExperimentException error = Assert.Throws<ExperimentException>(() => Options("""
            simulation:
              failures:
                mean_time_to_repair: 6 h
                shape: -1
                repair: often
                gpus: { mean_time_between_failures: 0 s, mean_time_to_repair: 2 d }
                spot: { mean_time_between_reclaims: 12 h, share: 1.5 }
                retries: { max_attempts: 0, max_attemps: 3 }
                list: nowhere.csv
              checkpoints: { interval: young }
            """))!;
        string[] paths = [.. error.Problems.Select(problem => problem.Path).Distinct().Order(StringComparer.Ordinal)];
        Assert.That(paths, Is.EqualTo(new[]
        {
            "simulation.checkpoints.interval", "simulation.failures",
            "simulation.failures.gpus.mean_time_between_failures",
            "simulation.failures.list", "simulation.failures.repair", "simulation.failures.retries.max_attemps",
            "simulation.failures.retries.max_attempts", "simulation.failures.shape", "simulation.failures.spot",
        }));
        Assert.That(error.Problems.Select(problem => problem.Line), Is.All.GreaterThan(0));
    }

    private static OptionChoice Options(string yaml) => ExperimentSpec.Parse(Head + yaml, "e.yaml").Options[0];

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
