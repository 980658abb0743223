namespace ClusterSim.Optimization;

/// <summary>The best point of a binary program that was found so far.</summary>
internal sealed class BinaryIncumbent(LinearProgram program, double gap)
{
    private const double Rounding = 1e-9, Feasible = 1e-7;

    private readonly double _unit = Unit(program.Objective);

    /// <summary>The variables that are 1; <c>null</c> while no point is known.</summary>
    public int[]? Ones { get; private set; }

    /// <summary>Its objective; minus infinity while no point is known.</summary>
    public double Objective { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether points with this bound can be enough better to be looked for.</summary>
    public bool IsBeatenBy(double bound) => Ones is null
        || bound > Objective + Math.Max(
            gap * Math.Abs(Objective), Math.Max(_unit * (1 - 1e-4), Rounding * (1 + Math.Abs(Objective))));

    /// <summary>Takes a point if it satisfies all constraints and is better.</summary>
    public void Offer(List<int> ones)
    {
        double objective = 0;
        foreach (int variable in ones)
        {
            objective += program.Objective[variable];
        }

        if (objective > Objective && Satisfies(ones))
        {
            (Objective, Ones) = (objective, [.. ones]);
        }
    }

    private bool Satisfies(List<int> ones)
    {
        for (int row = 0; row < program.Rows; row++)
        {
            ReadOnlySpan<double> coefficients = program.Coefficients(row);
            double left = 0, size = Math.Abs(program.RightSide(row));
            foreach (int variable in ones)
            {
                left += coefficients[variable];
                size += Math.Abs(coefficients[variable]);
            }

            double excess = left - program.RightSide(row), slack = Feasible * (1 + size);
            bool kept = program.Relation(row) switch
            {
                RowRelation.AtMost => excess <= slack,
                RowRelation.AtLeast => excess >= -slack,
                _ => Math.Abs(excess) <= slack,
            };
            if (!kept)
            {
                return false;
            }
        }

        return true;
    }

    // Of weights that are whole multiples of a unit no better objective is nearer than that.
    private static double Unit(ReadOnlySpan<double> weights)
    {
        for (double perUnit = 1; perUnit <= 100; perUnit *= 10)
        {
            bool whole = true;
            foreach (double weight in weights)
            {
                double scaled = weight * perUnit;
                whole &= Math.Abs(scaled - Math.Round(scaled)) < 1e-9;
            }

            if (whole)
            {
                return 1 / perUnit;
            }
        }

        return 0;
    }
}
