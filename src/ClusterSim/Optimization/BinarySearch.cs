using System.Collections.Immutable;

namespace ClusterSim.Optimization;

/// <summary>One run of branch and bound.</summary>
internal sealed class BinarySearch(LinearProgram program, ILinearSolver linear, double gap)
{
    private const double Whole = 1e-6, Slack = 1e-9;

    private readonly BinaryIncumbent _best = new(program, gap);
    private readonly Stack<BinaryNode> _open = new();
    private readonly double[] _room = new double[program.Rows];
    private readonly bool[] _packing = Packing(program);

    public BinarySolution Run(int mostNodes)
    {
        int[] all = [.. Enumerable.Range(0, program.Variables).Where(variable => program.Upper[variable] >= 1)];
        _open.Push(new BinaryNode(all, [], double.PositiveInfinity));
        int nodes = 0;
        while (_open.Count > 0 && nodes < mostNodes)
        {
            BinaryNode node = _open.Pop();
            if (_best.IsBeatenBy(node.Bound))
            {
                nodes++;
                Explore(node);
            }
        }

        if (_best.Ones is not { } ones)
        {
            return new BinarySolution(LinearStatus.Infeasible, double.NaN, [], double.NaN, nodes);
        }

        bool[] values = new bool[program.Variables];
        foreach (int variable in ones)
        {
            values[variable] = true;
        }

        double bound = _open.Aggregate(_best.Objective, (most, node) => Math.Max(most, node.Bound));
        return new BinarySolution(
            LinearStatus.Optimal, _best.Objective, ImmutableArray.Create(values), bound, nodes);
    }

    private void Explore(BinaryNode node)
    {
        FindRoom(node.Ones);
        int[] free = [.. node.Free.Where(CanBeOne)];
        double fixedPart = node.Ones.Sum(variable => program.Objective[variable]);
        if (free.Length == 0)
        {
            _best.Offer([.. node.Ones]);
            return;
        }

        if (Relaxation(free) is not { } relaxed)
        {
            return;
        }

        LinearSolution solution = linear.Solve(relaxed);
        if (solution.Status != LinearStatus.Optimal || !_best.IsBeatenBy(fixedPart + solution.Objective))
        {
            return;
        }

        if (solution.Values.All(value => value is < Whole or > 1 - Whole))
        {
            _best.Offer([.. node.Ones, .. free.Where((_, i) => solution.Values[i] > 0.5)]);
            return;
        }

        Round(node.Ones, free, solution);
        double bound = fixedPart + solution.Objective;
        if (_best.IsBeatenBy(bound))
        {
            Branch(node.Ones, free, relaxed, solution, bound);
        }
    }

    // What the rows have left beside the variables that are 1.
    private void FindRoom(int[] ones)
    {
        for (int row = 0; row < _room.Length; row++)
        {
            ReadOnlySpan<double> coefficients = program.Coefficients(row);
            _room[row] = program.RightSide(row);
            foreach (int variable in ones)
            {
                _room[row] -= coefficients[variable];
            }

            _room[row] = Math.Abs(_room[row]) < Slack ? 0 : _room[row];
        }
    }

    // Whether no row of "at most" without negative coefficients has too little room.
    private bool CanBeOne(int variable)
    {
        for (int row = 0; row < _room.Length; row++)
        {
            if (_packing[row] && program.Coefficients(row)[variable] > _room[row] + Slack)
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] Packing(LinearProgram program)
    {
        bool[] packing = new bool[program.Rows];
        for (int row = 0; row < packing.Length; row++)
        {
            packing[row] = program.Relation(row) == RowRelation.AtMost
                && !program.Coefficients(row).ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);
        }

        return packing;
    }

    // Null when a row without free variables is not kept.
    private LinearProgram? Relaxation(int[] free)
    {
        LinearProgram relaxed = new(free.Length);
        for (int i = 0; i < free.Length; i++)
        {
            (relaxed.Objective[i], relaxed.Upper[i]) = (program.Objective[free[i]], 1);
        }

        for (int row = 0; row < _room.Length; row++)
        {
            Span<double> coefficients = relaxed.AddRow(program.Relation(row), _room[row]);
            ReadOnlySpan<double> all = program.Coefficients(row);
            for (int i = 0; i < free.Length; i++)
            {
                coefficients[i] = all[free[i]];
            }
        }

        return relaxed;
    }

    // Sets variables to 1 by how much of them the relaxation takes, as long as there is room.
    private void Round(int[] ones, int[] free, LinearSolution solution)
    {
        List<int> rounded = [.. ones];
        double[] room = [.. _room];
        foreach (int i in Enumerable.Range(0, free.Length)
            .OrderByDescending(i => Math.Round(solution.Values[i], 6))
            .ThenByDescending(i => program.Objective[free[i]]))
        {
            bool wanted = solution.Values[i] > 0.5 || program.Objective[free[i]] > 0;
            if (wanted && Fits(room, free[i]))
            {
                rounded.Add(free[i]);
                for (int row = 0; row < room.Length; row++)
                {
                    room[row] -= program.Coefficients(row)[free[i]];
                }
            }
        }

        _best.Offer(rounded);
    }

    private bool Fits(double[] room, int variable)
    {
        for (int row = 0; row < room.Length; row++)
        {
            if (program.Relation(row) != RowRelation.AtLeast
                && program.Coefficients(row)[variable] > Math.Max(room[row], 0) + Slack)
            {
                return false;
            }
        }

        return true;
    }

    private void Branch(int[] ones, int[] free, LinearProgram relaxed, LinearSolution solution, double bound)
    {
        double[] reduced = ReducedCosts(relaxed, solution);
        List<int> left = [], set = [.. ones];
        (int branch, double nearest) = (-1, 0.5 - Whole);
        for (int i = 0; i < free.Length; i++)
        {
            double value = solution.Values[i];
            if (value < Whole && !_best.IsBeatenBy(bound + Math.Min(reduced[i], 0)))
            {
                continue;
            }

            if (value > 1 - Whole && !_best.IsBeatenBy(bound - Math.Max(reduced[i], 0)))
            {
                set.Add(free[i]);
                continue;
            }

            left.Add(free[i]);
            double distance = Math.Abs(value - 0.5);
            (branch, nearest) = distance < nearest ? (i, distance) : (branch, nearest);
        }

        int[] others = [.. left.Where(variable => variable != free[branch])];
        BinaryNode zero = new(others, [.. set], bound), one = new(others, [.. set, free[branch]], bound);
        bool up = solution.Values[branch] >= 0.5;
        _open.Push(up ? zero : one);
        _open.Push(up ? one : zero);
    }

    private static double[] ReducedCosts(LinearProgram relaxed, LinearSolution solution)
    {
        double[] reduced = [.. relaxed.Objective];
        for (int row = 0; row < relaxed.Rows; row++)
        {
            if (solution.Duals[row] != 0)
            {
                RowOperations.AddScaled(relaxed.Coefficients(row), -solution.Duals[row], reduced);
            }
        }

        return reduced;
    }
}
