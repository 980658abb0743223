using System.Text.Json;
using ClusterSim.Optimization;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Optimization;

/// <summary>
/// Against the optima of SciPy's milp (<c>binary-programs.py</c> beside this file wrote the instances), and against all
/// points of small programs.
/// </summary>
[TestFixture]
internal sealed class BranchAndBoundSolverTests
{
    public static IEnumerable<TestCaseData> Instances()
    {
        string path = Repository.Path("tests/ClusterSim.Tests/Optimization/binary-programs.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        foreach (JsonElement instance in file.RootElement.GetProperty("instances").EnumerateArray())
        {
            string name = instance.GetProperty("name").GetString()!;
            yield return new TestCaseData(instance.GetRawText()).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(Instances))]
    public void TheOptimumIsThatOfScipy(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        LinearProgram program = ProgramReader.Read(document.RootElement);
        BinarySolution solution = new BranchAndBoundSolver().Solve(program);
        Assert.That(solution.Status.ToString(), Is.EqualTo(document.RootElement.GetProperty("status").GetString()));
        if (solution.Status == LinearStatus.Optimal)
        {
            double optimum = document.RootElement.GetProperty("optimum").GetDouble();
            Assert.That(solution.Objective, Is.EqualTo(optimum).Within(1e-6 * (1 + Math.Abs(optimum))));
            Assert.That(WorthOf(program, solution.Values), Is.EqualTo(solution.Objective).Within(1e-9));
        }
    }

    /// <summary>No point of the 2^n is better, and none is allowed when the solver says so.</summary>
    [Test]
    public void NoPointOfASmallProgramIsBetter([Range(1, 60)] int seed)
    {
        RandomStream random = new(seed, "binary-programs");
        int variables = 2 + random.NextInt(8);
        LinearProgram program = new(variables);
        for (int j = 0; j < variables; j++)
        {
            (program.Objective[j], program.Upper[j]) = (random.NextInt(19) - 9, random.NextInt(9) == 0 ? 0 : 1);
        }

        for (int i = 0; i < 1 + random.NextInt(4); i++)
        {
            Span<double> row = program.AddRow((RowRelation)random.NextInt(3), random.NextInt(9) - 3);
            for (int j = 0; j < variables; j++)
            {
                row[j] = random.NextInt(9) - 3;
            }
        }

        double best = double.NegativeInfinity;
        for (int point = 0; point < 1 << variables; point++)
        {
            bool[] values = [.. Enumerable.Range(0, variables).Select(j => (point >> j & 1) == 1)];
            best = Math.Max(best, WorthOf(program, values));
        }

        BinarySolution solution = new BranchAndBoundSolver().Solve(program);
        Assert.That(
            solution.Status == LinearStatus.Optimal ? solution.Objective : double.NegativeInfinity, Is.EqualTo(best));
    }

    [Test]
    public void AnAnswerWithinTheGapWillDo()
    {
        // One of weight 10 and worth 10, or ten of weight 1 and worth 1.05: 10 is within 5 % of 10.5.
        LinearProgram program = new(11);
        program.Objective.Fill(1.05);
        Span<double> row = program.AddRow(RowRelation.AtMost, 10);
        row.Fill(1);
        (program.Objective[0], row[0]) = (10, 10);
        BinarySolution exact = new BranchAndBoundSolver().Solve(program);
        BinarySolution near = new BranchAndBoundSolver().Solve(program, gap: 0.1);
        Assert.Multiple(() =>
        {
            Assert.That(exact.Objective, Is.EqualTo(10.5).Within(1e-9));
            Assert.That(near.Objective, Is.InRange(10.5 / 1.1, 10.5 + 1e-9));
        });
    }

    [Test]
    public void WithTooFewRelaxationsTheBoundTellsWhatIsPossible()
    {
        // max 5a + 4b + 3.5c, 2a + 3b + c <= 5, 4a + b + 2c <= 11, 3a + 4b + 2c <= 8: a and b, 9.
        LinearProgram program = new(3);
        (program.Objective[0], program.Objective[1], program.Objective[2]) = (5, 4, 3.5);
        foreach ((double[] weights, double most) in new[]
        {
            (new double[] { 2, 3, 1 }, 5.0), ([4, 1, 2], 11), ([3, 4, 2], 8),
        })
        {
            weights.CopyTo(program.AddRow(RowRelation.AtMost, most));
        }

        BinarySolution solution = new BranchAndBoundSolver(mostNodes: 1).Solve(program);
        Assert.That(solution.Bound, Is.GreaterThanOrEqualTo(9));
        Assert.That(new BranchAndBoundSolver().Solve(program).Objective, Is.EqualTo(9));
    }

    // Minus infinity outside of the constraints.
    private static double WorthOf(LinearProgram program, IReadOnlyList<bool> values)
    {
        double worth = 0;
        for (int j = 0; j < values.Count; j++)
        {
            worth += values[j] ? program.Objective[j] : 0;
            worth = values[j] && program.Upper[j] < 1 ? double.NegativeInfinity : worth;
        }

        for (int i = 0; i < program.Rows; i++)
        {
            double left = 0;
            for (int j = 0; j < values.Count; j++)
            {
                left += values[j] ? program.Coefficients(i)[j] : 0;
            }

            double excess = left - program.RightSide(i);
            bool kept = program.Relation(i) switch
            {
                RowRelation.AtMost => excess <= 1e-6,
                RowRelation.AtLeast => excess >= -1e-6,
                _ => Math.Abs(excess) <= 1e-6,
            };
            worth = kept ? worth : double.NegativeInfinity;
        }

        return worth;
    }
}
