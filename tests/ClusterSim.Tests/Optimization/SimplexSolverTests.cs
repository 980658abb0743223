using System.Globalization;
using System.Text.Json;
using ClusterSim.Optimization;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Optimization;

/// <summary>
/// Against the optima of SciPy's linprog (<c>linear-programs.py</c> beside this file wrote the instances), against
/// answers worked out by hand, and against the theorems of duality.
/// </summary>
[TestFixture]
internal sealed class SimplexSolverTests
{
    public static IEnumerable<TestCaseData> Instances()
    {
        string path = Repository.Path("tests/ClusterSim.Tests/Optimization/linear-programs.json");
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
        LinearSolution solution = new SimplexSolver().Solve(program);
        Assert.That(solution.Status.ToString(), Is.EqualTo(document.RootElement.GetProperty("status").GetString()));
        if (solution.Status == LinearStatus.Optimal)
        {
            double optimum = document.RootElement.GetProperty("optimum").GetDouble();
            Assert.That(solution.Objective, Is.EqualTo(optimum).Within(1e-7 * (1 + Math.Abs(optimum))));
            AssertOptimal(program, solution);
        }
    }

    /// <summary>
    /// A point is optimal if and only if it satisfies all constraints and some prices of the rows have the right signs
    /// and the same worth (strong duality): no solver is needed to check that.
    /// </summary>
    [Test]
    public void RandomProgramsHaveNoDualityGap([Range(1, 60)] int seed)
    {
        RandomStream random = new(seed, "linear-programs");
        int variables = 1 + random.NextInt(15), rows = 1 + random.NextInt(15);
        LinearProgram program = new(variables);
        for (int j = 0; j < variables; j++)
        {
            program.Objective[j] = (4 * random.NextDouble()) - 2;
            program.Upper[j] = random.NextInt(3) == 0 ? 0.5 : 10;
        }

        for (int i = 0; i < rows; i++)
        {
            // x = 0 satisfies rows of "at most", so that with upper bounds there is always an optimum.
            Span<double> row = program.AddRow(RowRelation.AtMost, random.NextInt(4) == 0 ? 0 : random.NextDouble());
            for (int j = 0; j < variables; j++)
            {
                row[j] = random.NextInt(2) == 0 ? 0 : (6 * random.NextDouble()) - 3;
            }
        }

        AssertOptimal(program, new SimplexSolver().Solve(program));
    }

    [Test]
    public void AVariableMayStopAtItsUpperBound()
    {
        // max 3x + y, x + y <= 4, x <= 1: x = 1, y = 3.
        LinearProgram program = new(2);
        (program.Objective[0], program.Objective[1], program.Upper[0]) = (3, 1, 1);
        program.AddRow(RowRelation.AtMost, 4).Fill(1);
        LinearSolution solution = new SimplexSolver().Solve(program);
        Assert.Multiple(() =>
        {
            Assert.That(solution.Values, Is.EqualTo(new[] { 1.0, 3.0 }));
            Assert.That(solution.Objective, Is.EqualTo(6));
            Assert.That(solution.Duals, Is.EqualTo(new[] { 1.0 }));
        });
    }

    [Test]
    public void AnEqualityGivenTwiceDoesNoHarm()
    {
        // max x + 2y, x + y = 2 twice: y = 2.
        LinearProgram program = new(2);
        (program.Objective[0], program.Objective[1]) = (1, 2);
        program.AddRow(RowRelation.Equal, 2).Fill(1);
        program.AddRow(RowRelation.Equal, 2).Fill(1);
        LinearSolution solution = new SimplexSolver().Solve(program);
        Assert.That(solution.Values, Is.EqualTo(new[] { 0.0, 2.0 }));
    }

    [Test]
    public void AProgramWithoutRowsIsUnboundedUnlessItsVariablesAreBounded()
    {
        LinearProgram program = new(1);
        program.Objective[0] = 1;
        Assert.That(new SimplexSolver().Solve(program).Status, Is.EqualTo(LinearStatus.Unbounded));
        program.Upper[0] = 7;
        Assert.That(new SimplexSolver().Solve(program).Objective, Is.EqualTo(7));
    }

    [Test]
    public void ARightSideMustBeFinite() => Assert.That(
        () => new LinearProgram(1).AddRow(RowRelation.Equal, double.NaN), Throws.ArgumentException);

    internal static void AssertOptimal(LinearProgram program, LinearSolution solution)
    {
        Assert.That(solution.Status, Is.EqualTo(LinearStatus.Optimal));
        const double tolerance = 1e-6;
        double[] reduced = [.. program.Objective];
        double worth = 0;
        for (int i = 0; i < program.Rows; i++)
        {
            ReadOnlySpan<double> row = program.Coefficients(i);
            double left = 0, dual = solution.Duals[i];
            for (int j = 0; j < program.Variables; j++)
            {
                left += row[j] * solution.Values[j];
                reduced[j] -= row[j] * dual;
            }

            double excess = left - program.RightSide(i);
            bool kept = program.Relation(i) switch
            {
                RowRelation.AtMost => excess <= tolerance && dual >= -tolerance,
                RowRelation.AtLeast => excess >= -tolerance && dual <= tolerance,
                _ => Math.Abs(excess) <= tolerance,
            };
            Assert.That(kept, string.Create(CultureInfo.InvariantCulture, $"row {i}: excess {excess}, price {dual}"));
            worth += dual * program.RightSide(i);
        }

        for (int j = 0; j < program.Variables; j++)
        {
            Assert.That(solution.Values[j], Is.InRange(0, program.Upper[j]));
            bool free = double.IsPositiveInfinity(program.Upper[j]);
            Assert.That(!free || reduced[j] <= tolerance, $"variable {j} could still gain");
            worth += free ? 0 : Math.Max(reduced[j], 0) * program.Upper[j];
        }

        Assert.That(worth, Is.EqualTo(solution.Objective).Within(tolerance * (1 + Math.Abs(worth))), "duality gap");
    }
}
