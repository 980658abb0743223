using ClusterSim.Engine;
using ClusterSim.Engine.Power;
using ClusterSim.Experiments.Published;
using ClusterSim.Platforms;
using ClusterSim.Randomness;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Scheduling.Policies.Energy;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Engine.Power;

/// <summary>Core frequencies of GPUs: by hand, against the measurements of NV-DVFS, and in the accounts.</summary>
public class GpuFrequencyTests
{
    // A V100 of 35 to 250 W at 0.8 of its frequency: speed 1 / (1 + 0.8227 (1 / 0.8 − 1)) = 1 / 1.205675, power
    // 250 (1 − 0.5653 (1 − 0.512)) = 181.0334 W. 100 s of work take 120.5675 s and 21,826.7 J instead of 25,000.
    [Test]
    public void AJobAtALowerFrequencyIsSlowerAndTakesLess()
    {
        RunResult run = Run(
            Model.Job("a", 0, 1, 100), new ScriptedPolicy().At(0, (_, plan) => plan.SetFrequency(0, 800)));

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(120.5675).Within(1e-6));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(120.5675 * 181.0334).Within(1e-3));
        });
    }

    // At 0.8 the GPU draws 181.0334 W, so that a limit of 90.5167 W is half of that: 0.675 of the speed and 0.464 of
    // the power, as Zeus measured, on top of the frequency.
    [Test]
    public void ALimitOfPowerCountsFromWhatTheFrequencyLeaves()
    {
        RunResult run = Run(
            Model.Job("a", 0, 1, 100),
            new ScriptedPolicy().At(0, (_, plan) => plan.SetFrequency(0, 800))
                .At(0, (_, plan) => plan.CapPower(0, 181.0334 / 2)));

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(120.5675 / 0.675).Within(1e-4));
            Assert.That(
                run.Jobs[0].EnergyJoules, Is.EqualTo(120.5675 / 0.675 * 181.0334 * 0.464).Within(0.01));
        });
    }

    // Busy for 0.4 of the time: 1 + 0.4 · 0.205675 as long, at 35 + 0.4 · 215 = 121 W less 0.5653 · 0.488 of it. From
    // 50 on at the greatest frequency again.
    [Test]
    public void OnlyTheBusyTimeGoesByTheFrequency()
    {
        Job job = Model.Job("a", 0, 1, 100);
        job = job with
        {
            Profile = job.Profile with
            {
                Phases = [new UtilizationPhase(TimeSpan.Zero, 400, PhaseKind.DataLoading)],
            },
        };
        RunResult run = Run(
            job,
            new ScriptedPolicy().At(0, (_, plan) => plan.SetFrequency(0, 800))
                .At(50, (_, plan) => plan.SetFrequency(0, null)));

        double rest = 100 - (50 / 1.08227);
        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(50 + rest).Within(1e-5));
            Assert.That(
                run.Jobs[0].EnergyJoules, Is.EqualTo((50 * 121 * 0.7241336) + (rest * 121)).Within(0.01));
        });
    }

    // A platform whose V100s go by their cores alone, with half of their power dynamic: at 0.5 the job takes twice as
    // long, at 250 (1 − 0.5 (1 − 0.125)) = 140.625 W.
    [Test]
    public void APlatformMayStateItsOwnCurve()
    {
        Platform platform = ZeusRuns.Platform("V100", 35, 250);
        RunResult run = Simulation.Run(
            new Workload([Model.Job("a", 0, 1, 100)]),
            platform with
            {
                GpuModels = [platform.GpuModels[0] with { FrequencySensitivity = 1, DynamicPowerShare = 0.5 }],
            },
            new ScriptedPolicy().At(0, (_, plan) => plan.SetFrequency(0, 500)),
            new SimulationOptions { Power = new PowerOptions() });

        Assert.Multiple(() =>
        {
            Assert.That(run.Jobs[0].RunTime.TotalSeconds, Is.EqualTo(200).Within(1e-6));
            Assert.That(run.Jobs[0].EnergyJoules, Is.EqualTo(200 * 140.625).Within(1e-3));
        });
    }

    [Test]
    public void TheImpossibleIsRefused()
    {
        ScriptedPolicy policy = new ScriptedPolicy()
            .At(0, (_, plan) => plan.SetFrequency(0, 499))
            .At(0, (_, plan) => plan.SetFrequency(0, 1001))
            .At(0, (_, plan) => plan.SetFrequency(5, 800));
        Run(Model.Job("a", 0, 1, 100), policy);

        Assert.That(policy.Answers, Is.EqualTo(new[]
        {
            RefusalReason.ImpossibleFrequency, RefusalReason.ImpossibleFrequency, RefusalReason.UnknownJob,
        }));
    }

    // Least squares through the origin, over the applications that the curves are fitted to: of time − 1 by 1 / f − 1,
    // and of 1 − power by 1 − f³.
    [TestCase("V100", "v100")]
    [TestCase("RTX8000", "rtx8000")]
    [TestCase("A100", "v100", "rtx8000")]
    public void TheCurvesAreFittedToTheMeasurements(string model, params string[] gpus)
    {
        FrequencyPoint[] fitted =
        [
            .. gpus.SelectMany(gpu => FrequencyStudy.Read(
                    SharedData.Path($"gpu-power/nv-dvfs/{gpu}-dvfs-real-profile.csv.gz")))
                .Where(point => point.IsFitted),
        ];
        double sensitivity = Slope(fitted.Select(point => ((1 / point.Frequency) - 1, (1 / point.Speed) - 1)));
        double dynamicShare = Slope(fitted.Select(point => (1 - Math.Pow(point.Frequency, 3), 1 - point.Power)));
        FrequencyCurve curve = FrequencyCurve.For(new GpuModel { Name = model });

        Assert.Multiple(() =>
        {
            Assert.That((1 / curve.Speed(0.5)) - 1, Is.EqualTo(sensitivity).Within(5e-5));
            Assert.That((1 - curve.Power(0.5)) / 0.875, Is.EqualTo(dynamicShare).Within(5e-5));
        });
    }

    // Work of a V100 by the formulas in steps of 0.05, without other watts: energy 1 at 1, 0.9618 at 0.95, 0.9241 at
    // 0.9 (time 1.0914), 0.8983 at 0.85 (1.1452), 0.8731 at 0.8, 0.8561 at 0.75, 0.8499 at 0.7, 0.8586 at 0.65: the
    // least is at 0.7, where time is 1.3526. With others as great as the GPU's power slowing down does not pay.
    [TestCase(0, 2, 700)]
    [TestCase(0, 1.1, 900)]
    [TestCase(0, 1, 1000)]
    [TestCase(1, 2, 1000)]
    public void TheFrequencyOfTheLeastEnergyIsChosen(double others, double slowdown, int permille) => Assert.That(
        FrequencyRule.Best(FrequencyCurve.V100, others, slowdown), Is.EqualTo(permille));

    // Three jobs of 100 s on V100s of their own. The first may take twice as long: 0.7, 135.26 s. The second's deadline
    // leaves 115 s: 0.85, 114.52 s. The third is due when it ends at full speed.
    [Test]
    public void ThePolicyKeepsDeadlines()
    {
        Job[] jobs =
        [
            Model.Job("a", 0, 1, 100), Due(Model.Job("b", 0, 1, 100), 115), Due(Model.Job("c", 0, 1, 100), 100),
        ];
        Platform platform = PowerAccountTests.Gpus(3, 0, 35, 250, gpus: 1);
        RunResult run = Simulation.Run(
            new Workload(jobs),
            platform with
            {
                Nodes = [.. platform.Nodes.Select(node => node with { GpuModel = "V100" })],
                GpuModels = [platform.GpuModels[0] with { Name = "V100" }],
            },
            PolicyCatalog.Create("gpu-frequency", new Dictionary<string, string> { ["slowdown"] = "2" }));

        Assert.That(
            run.Jobs.Select(job => job.RunTime.TotalSeconds),
            Is.EqualTo(new[] { 135.258571, 114.518235, 100 }).Within(1e-5));
    }

    // Limits and frequencies that come and go at random: what observers are told, job by job and account by account,
    // sums up to the accounts, and what jobs have and what nobody has is the whole.
    [FsCheck.NUnit.Property(MaxTest = 25, EndSize = 1000)]
    public void TheAccountsAddUpWhateverTheFrequencies(int seed)
    {
        RandomStream random = new(seed, "model");
        Workload workload = new(Enumerable.Range(0, 80).Select(i => PowerAccountTests.Phased(i, random)));
        StepSum steps = new(workload.Jobs.Length);
        RunResult run = Simulation.Run(
            workload, PowerAccountTests.Mixed(random), new RandomPolicy(seed, limits: true),
            new SimulationOptions { Power = new PowerOptions { Pue = 1.2, Observers = [steps] } });

        EnergyUse energy = run.Energy!;
        Assert.Multiple(() =>
        {
            foreach (PowerAccount account in Enum.GetValues<PowerAccount>())
            {
                AssertClose(steps.Joules(account), energy.JoulesOf(account));
            }

            AssertClose(run.Jobs.Sum(job => job.EnergyJoules!.Value), energy.JoulesOf(PowerAccount.Jobs));
            AssertClose(
                0.2 * (energy.TotalJoules - energy.JoulesOf(PowerAccount.Facility)),
                energy.JoulesOf(PowerAccount.Facility));
        });
    }

    private static Job Due(Job job, double seconds) =>
        job with { Request = job.Request with { Deadline = TimeSpan.FromSeconds(seconds) } };

    private static double Slope(IEnumerable<(double X, double Y)> points)
    {
        var all = points.ToArray();
        return all.Sum(point => point.X * point.Y) / all.Sum(point => point.X * point.X);
    }

    private static void AssertClose(double found, double expected) =>
        Assert.That(found, Is.EqualTo(expected).Within(1e-8 * Math.Max(1, Math.Abs(expected))));

    private static RunResult Run(Job job, ISchedulingPolicy policy) => Simulation.Run(
        new Workload([job]), ZeusRuns.Platform("V100", 35, 250), policy,
        new SimulationOptions { Power = new PowerOptions() });
}
