namespace ClusterSim.Optimization;

/// <summary>
/// The tableau of the simplex method: the constraints solved for the basic variables. A variable at its upper bound is
/// replaced by its distance from that bound (<see cref="_flipped"/>), so that all nonbasic variables are 0.
/// </summary>
internal sealed class SimplexTableau
{
    private const int StepsWithoutGainBeforeBland = 50;

    private readonly int _variables, _columns;
    private readonly double[][] _rows;
    private readonly double[] _gain;
    private readonly double[] _upper;
    private readonly bool[] _flipped;
    private readonly bool[] _basic;
    private readonly int[] _basis;
    private readonly int[] _unit;
    private readonly double[] _scale;
    private readonly int _firstArtificial;
    private int _stepsWithoutGain;

    public SimplexTableau(LinearProgram program)
    {
        _variables = program.Variables;
        (int slacks, int artificials) = CountExtras(program);
        _firstArtificial = _variables + slacks;
        _columns = _firstArtificial + artificials;
        _rows = new double[program.Rows][];
        _gain = new double[_columns + 1];
        _upper = new double[_columns];
        Array.Fill(_upper, double.PositiveInfinity);
        program.Upper.CopyTo(_upper);
        (_flipped, _basic) = (new bool[_columns], new bool[_columns]);
        (_basis, _unit, _scale) = (new int[program.Rows], new int[program.Rows], new double[program.Rows]);
        int slack = _variables, artificial = _firstArtificial;
        for (int row = 0; row < _rows.Length; row++)
        {
            Fill(program, row, ref slack, ref artificial);
        }
    }

    public int Pivots { get; private set; }

    public bool HasArtificials => _columns > _firstArtificial;

    /// <summary>How far the constraints are from being satisfied.</summary>
    public double Infeasibility
    {
        get
        {
            double sum = 0;
            for (int row = 0; row < _rows.Length; row++)
            {
                sum += _basis[row] >= _firstArtificial ? _rows[row][_columns] : 0;
            }

            return sum;
        }
    }

    /// <summary>The objective of the first phase: as little as possible in the artificial variables.</summary>
    public void PriceArtificials()
    {
        Array.Clear(_gain);
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_basis[row] >= _firstArtificial)
            {
                RowOperations.AddScaled(_rows[row], 1, _gain);
            }
        }

        Array.Clear(_gain, _firstArtificial, _columns - _firstArtificial);
    }

    /// <summary>Artificial variables that are still basic stay at 0; the others never come back.</summary>
    public void BanArtificials() => Array.Clear(_upper, _firstArtificial, _columns - _firstArtificial);

    /// <summary>The objective of the second phase.</summary>
    public void Price(ReadOnlySpan<double> objective)
    {
        Array.Clear(_gain);
        for (int column = 0; column < _variables; column++)
        {
            _gain[column] = _flipped[column] ? -objective[column] : objective[column];
        }

        for (int row = 0; row < _rows.Length; row++)
        {
            double price = _gain[_basis[row]];
            if (price != 0)
            {
                RowOperations.AddScaled(_rows[row], -price, _gain);
            }
        }
    }

    /// <summary>Goes from corner to corner as long as the objective grows.</summary>
    /// <returns>Whether there is an end to it.</returns>
    public bool Improve()
    {
        int most = 1000 + (200 * (_rows.Length + _variables));
        for (int step = 0; step < most; step++)
        {
            int entering = Entering();
            if (entering < 0)
            {
                return true;
            }

            (int row, double length, bool toUpper) = Leaving(entering);
            if (double.IsPositiveInfinity(length))
            {
                return false;
            }

            _stepsWithoutGain = length * _gain[entering] > SimplexSolver.Tolerance ? 0 : _stepsWithoutGain + 1;
            Step(entering, row, toUpper);
        }

        throw new InvalidOperationException($"the simplex method did not end within {most} steps.");
    }

    public double[] Values()
    {
        double[] values = new double[_variables];
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_basis[row] < _variables)
            {
                values[_basis[row]] = _rows[row][_columns];
            }
        }

        for (int column = 0; column < _variables; column++)
        {
            double value = _flipped[column] ? _upper[column] - values[column] : values[column];
            values[column] = Math.Clamp(value, 0, _upper[column]);
        }

        return values;
    }

    public double[] Duals()
    {
        double[] duals = new double[_rows.Length];
        for (int row = 0; row < duals.Length; row++)
        {
            // A flipped column is the negative of the unit column that it was.
            double gain = _flipped[_unit[row]] ? _gain[_unit[row]] : -_gain[_unit[row]];
            duals[row] = gain * _scale[row];
        }

        return duals;
    }

    private static (int Slacks, int Artificials) CountExtras(LinearProgram program)
    {
        (int slacks, int artificials) = (0, 0);
        for (int row = 0; row < program.Rows; row++)
        {
            slacks += program.Relation(row) == RowRelation.Equal ? 0 : 1;
            artificials += SlackCanBeBasic(program, row) ? 0 : 1;
        }

        return (slacks, artificials);
    }

    private static bool SlackCanBeBasic(LinearProgram program, int row) => program.Relation(row) switch
    {
        RowRelation.AtMost => program.RightSide(row) >= 0,
        RowRelation.AtLeast => program.RightSide(row) <= 0,
        _ => false,
    };

    private void Fill(LinearProgram program, int row, ref int slack, ref int artificial)
    {
        double[] filled = _rows[row] = new double[_columns + 1];
        bool own = SlackCanBeBasic(program, row);
        RowRelation relation = program.Relation(row);
        double most = RowOperations.MaxMagnitude(program.Coefficients(row));
        bool negative = own ? relation == RowRelation.AtLeast : program.RightSide(row) < 0;
        _scale[row] = (negative ? -1 : 1) / (most == 0 ? 1 : most);
        RowOperations.AddScaled(program.Coefficients(row), _scale[row], filled.AsSpan(0, _variables));
        filled[_columns] = program.RightSide(row) * _scale[row];
        if (relation != RowRelation.Equal)
        {
            filled[slack] = own ? 1 : -1;
            _unit[row] = slack++;
        }

        if (!own)
        {
            filled[artificial] = 1;
            _unit[row] = artificial++;
        }

        _basis[row] = _unit[row];
        _basic[_basis[row]] = true;
    }

    private int Entering()
    {
        if (_stepsWithoutGain >= StepsWithoutGainBeforeBland)
        {
            return FirstWithGain();
        }

        (int best, double gain) = (-1, SimplexSolver.Tolerance);
        for (int column = 0; column < _firstArtificial; column++)
        {
            if (_gain[column] > gain && !_basic[column])
            {
                (best, gain) = (column, _gain[column]);
            }
        }

        return best;
    }

    private int FirstWithGain()
    {
        for (int column = 0; column < _firstArtificial; column++)
        {
            if (_gain[column] > SimplexSolver.Tolerance && !_basic[column])
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>
    /// The first basic variable to meet a bound; row -1 when the entering one meets its own. Of equal ones it is the
    /// first by index, as Bland's rule wants.
    /// </summary>
    private (int Row, double Length, bool ToUpper) Leaving(int entering)
    {
        (int best, double length, bool toUpper) = (-1, _upper[entering], false);
        for (int row = 0; row < _rows.Length; row++)
        {
            double slope = _rows[row][entering];
            bool up = slope < 0;
            if (Math.Abs(slope) <= SimplexSolver.Tolerance || (up && double.IsPositiveInfinity(_upper[_basis[row]])))
            {
                continue;
            }

            double value = _rows[row][_columns];
            double ratio = Math.Max(up ? (_upper[_basis[row]] - value) / -slope : value / slope, 0);
            if (ratio < length || (ratio == length && best >= 0 && _basis[row] < _basis[best]))
            {
                (best, length, toUpper) = (row, ratio, up);
            }
        }

        return (best, length, toUpper);
    }

    private void Step(int entering, int row, bool toUpper)
    {
        if (row < 0)
        {
            FlipNonbasic(entering);
            return;
        }

        if (toUpper)
        {
            FlipBasic(row);
        }

        Pivot(row, entering);
    }

    private void FlipNonbasic(int column)
    {
        foreach (double[] row in _rows)
        {
            row[_columns] -= row[column] * _upper[column];
            row[column] = -row[column];
        }

        _gain[_columns] -= _gain[column] * _upper[column];
        _gain[column] = -_gain[column];
        _flipped[column] = !_flipped[column];
    }

    private void FlipBasic(int row)
    {
        int column = _basis[row];
        double value = _upper[column] - _rows[row][_columns];
        RowOperations.Scale(_rows[row], -1);
        _rows[row][column] = 1;
        _rows[row][_columns] = value;
        _flipped[column] = !_flipped[column];
    }

    private void Pivot(int pivotRow, int entering)
    {
        Pivots++;
        double[] pivot = _rows[pivotRow];
        RowOperations.Scale(pivot, 1 / pivot[entering]);
        pivot[entering] = 1;
        for (int row = 0; row < _rows.Length; row++)
        {
            if (row != pivotRow)
            {
                Eliminate(_rows[row], pivot, entering);
            }
        }

        Eliminate(_gain, pivot, entering);
        _basic[_basis[pivotRow]] = false;
        _basic[entering] = true;
        _basis[pivotRow] = entering;
    }

    private static void Eliminate(double[] row, double[] pivot, int column)
    {
        double factor = row[column];
        if (factor != 0)
        {
            RowOperations.AddScaled(pivot, -factor, row);
            row[column] = 0;
        }
    }
}
