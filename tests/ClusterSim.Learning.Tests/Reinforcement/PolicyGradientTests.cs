using ClusterSim.Engine;
using ClusterSim.Learning.Reinforcement;
using ClusterSim.Scheduling.Choosing;

namespace ClusterSim.Learning.Tests.Reinforcement;

/// <summary>
/// Gradients against numpy, torch and finite differences; training on a choice whose best answer is known.
/// </summary>
public sealed class PolicyGradientTests
{
    private static readonly double[] s_weights = [.. Enumerable.Range(1, 961).Select(i => 0.5 * Math.Sin(i))];

    private static readonly double[] s_features =
    [
        .. from job in Enumerable.Range(0, 3)
           from k in Enumerable.Range(0, 8)
           select Math.Abs(Math.Cos(1 + (3 * job) + k)),
    ];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-training-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // Data/network_answers.py: the gradient of the logarithm of the second job's probability.
    [Test]
    public void ProbabilitiesAndTheirGradientAreNumpys()
    {
        (double[] logs, double[] gradient) = Gradient();
        Assert.Multiple(() =>
        {
            Assert.That(logs, Is.EqualTo(Column("network-scores", 1)).Within(1e-12));
            Assert.That(gradient, Is.EqualTo(Column("network-gradient", 0)).Within(1e-12));
        });
    }

    // Data/network_autograd.py: the same by torch's automatic differentiation, in double precision.
    [Test]
    public void TheGradientIsThatOfTorch() =>
        Assert.That(Gradient().Gradient, Is.EqualTo(Column("network-autograd", 0)).Within(1e-12));

    [Test]
    public void TheGradientIsThatOfFiniteDifferences()
    {
        const double Step = 1e-6;
        (_, double[] gradient) = Gradient();
        for (int i = 0; i < s_weights.Length; i += 7)
        {
            double[] up = [.. s_weights], down = [.. s_weights];
            up[i] += Step;
            down[i] -= Step;
            Assert.That(
                gradient[i], Is.EqualTo((Log(up) - Log(down)) / (2 * Step)).Within(1e-6), $"weight {i}");
        }
    }

    // Kingma and Ba, algorithm 1, by hand: with gradients 1 and then 2 at rate 0.1 the first step is 0.1 whatever the
    // gradient; then m = 0.29, v = 0.004999, corrected 0.29/0.19 and 0.004999/0.001999: 0.1 x 1.5263 / 1.5814.
    [Test]
    public void AdamStepsAsItsAlgorithm()
    {
        Adam adam = new(1);
        double[] weight = [0];
        adam.Step(weight, [1], 0.1);
        Assert.That(weight[0], Is.EqualTo(-0.1).Within(1e-8));
        adam.Step(weight, [2], 0.1);
        Assert.That(weight[0], Is.EqualTo(-0.1 - (0.1 * (0.29 / 0.19) / Math.Sqrt(0.004999 / 0.001999))).Within(1e-7));
    }

    // Jobs of 1 to 12 hours one after the other: the cost is least, 0, when the shortest always goes first. From
    // random weights and without a teacher the network comes near it.
    [Test]
    public void TrainingFindsThatShortJobsGoFirst()
    {
        PolicyGradientOptions options = new()
        {
            Iterations = 40, Teacher = null, LearningRate = 3e-3, CheckEvery = 5,
        };
        OneMachine episodes = new();
        KernelNetwork trained = new PolicyGradient(episodes, options).Train(StateFile("toy"), "toy");
        double untrained = Untrained(episodes, options);
        double cost = Enumerable.Range(0, episodes.Count)
            .Average(w => episodes.Run(w, new NetworkChooser(trained)).Cost);
        Assert.That(cost, Is.LessThan(0.05).And.LessThan(untrained / 2), $"untrained: {untrained}");
    }

    // The longest job shall end in the first half of the schedule. Shortest first, the best without that, has it end
    // last and so breaks the bound by a factor of 2. The trained network keeps it in both windows at a small cost:
    // with the longest job first and all others by length the logarithm is below 0.4 in both.
    [Test]
    public void AConstraintIsKeptAtTheCostOfTheObjective()
    {
        PolicyGradientOptions options = new()
        {
            Iterations = 80, Teacher = null, LearningRate = 3e-3, CheckEvery = 5,
        };
        static double Excess(RunResult run) => Math.Log(
            2 * run.Jobs.MaxBy(job => job.RunTime).Jct!.Value.TotalHours / run.Jobs.Sum(job => job.RunTime.TotalHours));
        OneMachine episodes = new(Excess);
        PolicyGradient training = new(episodes, options);
        KernelNetwork trained = training.Train(StateFile("bound"), "toy");
        EpisodeOutcome[] outcomes =
            [.. Enumerable.Range(0, episodes.Count).Select(w => episodes.Run(w, new NetworkChooser(trained)))];
        Assert.Multiple(() =>
        {
            Assert.That(training.KeepsConstraints, Is.True);
            Assert.That(outcomes.Select(outcome => outcome.Violation), Is.All.Zero);
            Assert.That(outcomes.Select(outcome => outcome.Cost), Is.All.InRange(double.Epsilon, 0.4));
        });
    }

    [Test]
    public void AKilledTrainingGoesOnToTheSameBytes()
    {
        PolicyGradientOptions options = new() { Iterations = 6, CheckEvery = 2 };
        new PolicyGradient(new OneMachine(), options).Train(StateFile("whole"), "toy");
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => new PolicyGradient(new OneMachine(), options).Train(
            StateFile("killed"), "toy", (iteration, _) => Stop(iteration, stop), stop.Token));
        new PolicyGradient(new OneMachine(), options).Train(StateFile("killed"), "toy");
        Assert.That(File.ReadAllBytes(StateFile("killed")), Is.EqualTo(File.ReadAllBytes(StateFile("whole"))));
    }

    [Test]
    public void AStateOfAnotherSettingIsRefused()
    {
        PolicyGradientOptions options = new() { Iterations = 1 };
        new PolicyGradient(new OneMachine(), options).Train(StateFile("toy"), "one");
        Assert.That(
            () => new PolicyGradient(new OneMachine(), options).Train(StateFile("toy"), "two"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("setting 'one', expected 'two'"));
    }

    private static void Stop(int iteration, CancellationTokenSource stop)
    {
        if (iteration == 3)
        {
            stop.Cancel();
        }
    }

    private static double Untrained(OneMachine episodes, PolicyGradientOptions options)
    {
        KernelNetwork network = KernelNetwork.Untrained(
            KernelNetwork.StandardWidths, new Randomness.RandomStream(options.Seed, "training/weights"));
        return Enumerable.Range(0, episodes.Count).Average(w => episodes.Run(w, new NetworkChooser(network)).Cost);
    }

    private string StateFile(string name) => Path.Combine(_folder, name + ".json");

    private static (double[] Logs, double[] Gradient) Gradient()
    {
        NetworkGradient scorer = new(KernelNetwork.StandardWidths);
        double[] logs = new double[3], gradient = new double[s_weights.Length];
        Softmax.LogProbabilities(scorer, s_weights, s_features, logs);
        Softmax.AddGradient(scorer, s_weights, s_features, 1, logs, 1, gradient);
        return (logs, gradient);
    }

    private static double Log(double[] weights)
    {
        double[] logs = new double[3];
        Softmax.LogProbabilities(new NetworkGradient(KernelNetwork.StandardWidths), weights, s_features, logs);
        return logs[1];
    }

    private static double[] Column(string name, int column) =>
        [.. Oracle.Read(name).Rows.Select(row => Oracle.Number(row[column]))];
}
