namespace ClusterSim.Optimization;

/// <summary>
/// A linear program: maximise a weighted sum of variables, each from 0 to its upper bound, under linear constraints.
/// Dense, so meant for programs of up to about a thousand rows and a few thousand variables.
/// </summary>
public sealed class LinearProgram
{
    private readonly List<(double[] Coefficients, RowRelation Relation, double RightSide)> _rows = [];
    private readonly double[] _objective;
    private readonly double[] _upper;

    /// <summary>A program without constraints.</summary>
    /// <param name="variables">Number of variables, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no variable.</exception>
    public LinearProgram(int variables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        _objective = new double[variables];
        _upper = new double[variables];
        Array.Fill(_upper, double.PositiveInfinity);
    }

    /// <summary>Number of variables.</summary>
    public int Variables => _objective.Length;

    /// <summary>Number of constraints.</summary>
    public int Rows => _rows.Count;

    /// <summary>Weights of the variables in the objective; 0 until they are set.</summary>
    public Span<double> Objective => _objective;

    /// <summary>Upper bounds of the variables, 0 or more; infinite until they are set.</summary>
    public Span<double> Upper => _upper;

    /// <summary>Adds a constraint.</summary>
    /// <param name="relation">How its sides stand to each other.</param>
    /// <param name="rightSide">Its right side; finite.</param>
    /// <returns>
    /// The coefficients of its left side, one for each variable: 0 until they are set. Valid as long as the program.
    /// </returns>
    /// <exception cref="ArgumentException">The right side is not finite.</exception>
    public Span<double> AddRow(RowRelation relation, double rightSide)
    {
        if (!double.IsFinite(rightSide))
        {
            throw new ArgumentException("the right side of a constraint must be finite", nameof(rightSide));
        }

        double[] coefficients = new double[_objective.Length];
        _rows.Add((coefficients, relation, rightSide));
        return coefficients;
    }

    /// <summary>Coefficients of a constraint.</summary>
    /// <param name="row">Its number in the order in which constraints were added.</param>
    public ReadOnlySpan<double> Coefficients(int row) => _rows[row].Coefficients;

    /// <summary>How the sides of a constraint stand to each other.</summary>
    /// <param name="row">Its number in the order in which constraints were added.</param>
    public RowRelation Relation(int row) => _rows[row].Relation;

    /// <summary>Right side of a constraint.</summary>
    /// <param name="row">Its number in the order in which constraints were added.</param>
    public double RightSide(int row) => _rows[row].RightSide;
}
