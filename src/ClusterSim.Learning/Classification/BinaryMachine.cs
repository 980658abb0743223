using ClusterSim.Learning.Features;

namespace ClusterSim.Learning.Classification;

/// <summary>A trained machine for two classes: support vectors with signed weights, and a constant.</summary>
internal sealed class BinaryMachine
{
    private readonly FeatureTable _vectors;
    private readonly double[] _weights;
    private readonly double _constant;
    private readonly Kernel _kernel;

    private BinaryMachine(
        FeatureTable vectors, double[] weights, double constant, Kernel kernel, int[] rows, double objective)
    {
        (_vectors, _weights, _constant, _kernel) = (vectors, weights, constant, kernel);
        (SupportRows, Objective) = (rows, objective);
    }

    /// <summary>Rows of the training table with a weight.</summary>
    public int[] SupportRows { get; }

    /// <summary>Value of the dual at the solution.</summary>
    public double Objective { get; }

    public double Constant => _constant;

    public static BinaryMachine Train(FeatureTable rows, double[] signs, SupportVectorOptions options)
    {
        Kernel kernel = new(options.Kernel, options.Gamma ?? (1.0 / rows.Names.Length));
        MarginSolver solver = new(rows, signs, kernel, options);
        double constant = solver.Solve();
        int[] support = [.. Enumerable.Range(0, signs.Length).Where(row => solver.Weights[row] > 0)];
        double[] weights = [.. support.Select(row => signs[row] * solver.Weights[row])];
        return new BinaryMachine(rows.Rows(support), weights, constant, kernel, support, solver.Objective);
    }

    /// <summary>Above zero for the class of sign 1.</summary>
    public double Decide(ReadOnlySpan<double> row)
    {
        double sum = _constant;
        for (int i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * _kernel.Of(_vectors.Row(i), row);
        }

        return sum;
    }
}
