using ClusterSim.Randomness;
using ClusterSim.Scheduling.Policies.Pollux;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Tests.Scheduling.Elastic;

/// <summary>The genetic search against all answers of a small problem, and what its repair must keep.</summary>
[TestFixture]
internal sealed class AllocationSearchTests
{
    [Test]
    public void TheBestAnswerOfASmallProblemIsFound([Range(1, 5)] int seed)
    {
        // Three jobs on two nodes of two GPUs: 3^6 matrices, of which those count that repair leaves as they are.
        AllocationProblem problem = Problem(3, [2, 2], mostGpus: 4);
        AllocationSearch search = new(problem, 100, 100);
        RandomStream random = new(seed, "test");
        search.Begin();
        search.Add(problem.Base.AsSpan(0, problem.Size), random);
        search.Run(random);
        Assert.That(
            -problem.Evaluate(search.Front(search.Best)).Mean, Is.EqualTo(BestOfAll(problem)).Within(1e-12));
    }

    [Test]
    public void EveryAnswerKeepsTheLimits([Values(true, false)] bool avoids, [Range(1, 3)] int seed)
    {
        AllocationProblem problem = Problem(30, [4, 4, 4, 2, 0, 4, 4, 4, 4], mostGpus: 7, avoids);
        AllocationSearch search = new(problem, 20, 30);
        RandomStream random = new(seed, "test");
        search.Begin();
        search.Add(problem.Base.AsSpan(0, problem.Size), random);
        search.Run(random);
        for (int i = 0; i < search.FrontCount; i++)
        {
            AssertPossible(problem, search.Front(i).ToArray(), avoids);
        }
    }

    [Test]
    public void SpeedupsAreThePredictedGoodputOverThatOfAFairShare()
    {
        TrainingReport report = Report();
        SpeedupTable table = new();
        table.Update(report, 8, 2, 1, 2);
        GoodputModel model = report.Goodput!.Value;
        Assert.Multiple(() =>
        {
            Assert.That(table.At(0, 0), Is.Zero);
            Assert.That(table.At(1, 2), Is.EqualTo(1));
            Assert.That(
                table.At(2, 4), Is.EqualTo(model.Best(2, 4).Goodput / model.Best(1, 2).Goodput).Within(1e-12));
        });
    }

    [Test]
    public void ASecondRoundWithoutNewsChangesNothingThatItNeedNot()
    {
        // Moving costs all of the speed-up: what runs stays.
        AllocationProblem problem = Problem(2, [2, 2], mostGpus: 4);
        problem.Base[0] = 2;
        problem.Base[problem.Stride + 1] = 2;
        problem.RestartFactor.AsSpan().Clear();
        AllocationSearch search = new(problem, 50, 50);
        RandomStream random = new(1, "test");
        search.Begin();
        search.Add(problem.Base.AsSpan(0, problem.Size), random);
        search.Run(random);
        Assert.That(search.Front(search.Best).ToArray(), Is.EqualTo(problem.Base[..problem.Size]));
    }

    private static AllocationProblem Problem(int jobs, byte[] capacity, int mostGpus, bool avoids = true)
    {
        AllocationProblem problem = new() { AvoidsInterference = avoids };
        problem.Reset(jobs, capacity);
        for (int job = 0; job < jobs; job++)
        {
            (problem.MostGpus[job], problem.RestartFactor[job]) = (mostGpus, 0.9);
            problem.Speedups[job] = new SpeedupTable();
            problem.Speedups[job].Update(Report(), 40, capacity.Length, 1, 1);
        }

        return problem;
    }

    private static TrainingReport Report()
    {
        TrainingReport report = new(new BatchLimits(128, 4096, 32, 1024), null);
        foreach ((int nodes, int gpus, double sync) in new[] { (1, 1, 0.001), (1, 2, 0.01), (2, 4, 0.1) })
        {
            foreach (int batch in new[] { 32, 128, 512 })
            {
                report.Observe(
                    null,
                    new StepTimeSample(nodes, gpus, batch, new StepTime(0.02 + (0.0007 * batch) + sync, sync)),
                    new GradientStatistics(1, 20));
            }
        }

        return report;
    }

    private static double BestOfAll(AllocationProblem problem)
    {
        AllocationOperators operators = new(problem);
        operators.Begin();
        double best = 0;
        for (int code = 0; code < 729; code++)
        {
            byte[] state = new byte[problem.Size];
            for ((int cell, int left) = (0, code); cell < 6; cell++, left /= 3)
            {
                state[(cell / 2 * problem.Stride) + (cell % 2)] = (byte)(left % 3);
            }

            byte[] repaired = [.. state];
            operators.Repair(repaired, new RandomStream(1, "unused"));
            if (repaired.AsSpan().SequenceEqual(state))
            {
                best = Math.Max(best, -problem.Evaluate(state).Mean);
            }
        }

        return best;
    }

    private static void AssertPossible(AllocationProblem problem, byte[] state, bool avoids)
    {
        int[] held = new int[problem.Nodes], spread = new int[problem.Nodes];
        for (int job = 0; job < problem.Jobs; job++)
        {
            byte[] row = state[(job * problem.Stride)..((job + 1) * problem.Stride)];
            Assert.That(row.Sum(gpus => gpus), Is.LessThanOrEqualTo(problem.MostGpus[job]));
            for (int node = 0; node < problem.Nodes; node++)
            {
                held[node] += row[node];
                spread[node] += row[node] > 0 && row.Count(gpus => gpus > 0) > 1 ? 1 : 0;
            }
        }

        Assert.That(held.Select((gpus, node) => gpus <= problem.Capacity[node]), Is.All.True);
        Assert.That(!avoids || spread.All(jobs => jobs <= 1), Is.True);
    }
}
