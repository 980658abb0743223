namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>
/// How far the demand of one organization may rise within the next steps: a ridge regression on the distance from the
/// mean of the last day and on the rises that followed a day and a week ago, kept up step by step, and the mean square
/// of the errors that its forecasts made. Only what lies in the past is used.
/// </summary>
/// <param name="horizon">Steps that a rise is looked for in, 1 or more.</param>
/// <param name="day">Steps of a day.</param>
internal sealed class RiseForecast(int horizon, int day)
{
    private const int Features = 4, DaysOfWeek = 7;
    private const double Ridge = 1;

    private readonly double[] _demand = new double[(DaysOfWeek * day) + horizon + 1];
    private readonly double[][] _inputs = [.. Enumerable.Range(0, horizon).Select(_ => new double[Features])];
    private readonly double[] _forecasts = new double[horizon];
    private readonly double[,] _inverse = Scaled(1 / Ridge);
    private readonly double[] _weights = new double[Features];
    private readonly double[] _gain = new double[Features];
    private double _sumOfDay, _squares;
    private int _steps, _errors;

    /// <summary>Expected rise from the last demand to the highest within the horizon; below zero for a fall.</summary>
    public double Mean { get; private set; }

    /// <summary>Variance of the errors of earlier forecasts; 0 before there was one.</summary>
    public double Variance => _errors == 0 ? 0 : _squares / _errors;

    /// <summary>The weights of constant, distance from the mean, yesterday's and last week's rise.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Takes in the demand of the next step and forecasts from it.</summary>
    public void Add(double demand)
    {
        _sumOfDay += demand - (_steps >= day ? At(_steps - day) : 0);
        _demand[_steps % _demand.Length] = demand;
        if (_steps >= horizon)
        {
            Learn(_steps - horizon);
        }

        double[] input = _inputs[_steps % horizon];
        input[0] = 1;
        input[1] = demand - (_sumOfDay / Math.Min(_steps + 1, day));
        input[2] = RiseAfter(_steps - day);
        input[3] = RiseAfter(_steps - (DaysOfWeek * day));
        Mean = Dot(_weights, input);
        _forecasts[_steps % horizon] = Mean;
        _steps++;
    }

    // Recursive least squares: after each step the weights are those of the ridge regression on all steps so far.
    private void Learn(int step)
    {
        double[] input = _inputs[step % horizon];
        double rise = RiseAfter(step);
        double missed = rise - _forecasts[step % horizon];
        (_squares, _errors) = (_squares + (missed * missed), _errors + 1);
        double scale = 1;
        for (int i = 0; i < Features; i++)
        {
            _gain[i] = 0;
            for (int k = 0; k < Features; k++)
            {
                _gain[i] += _inverse[i, k] * input[k];
            }

            scale += _gain[i] * input[i];
        }

        double error = rise - Dot(_weights, input);
        for (int i = 0; i < Features; i++)
        {
            _weights[i] += _gain[i] * error / scale;
            for (int k = 0; k < Features; k++)
            {
                _inverse[i, k] -= _gain[i] * _gain[k] / scale;
            }
        }
    }

    private double RiseAfter(int step)
    {
        if (step < 0)
        {
            return 0;
        }

        double highest = At(step + 1);
        for (int i = 2; i <= horizon; i++)
        {
            highest = Math.Max(highest, At(step + i));
        }

        return highest - At(step);
    }

    private double At(int step) => _demand[step % _demand.Length];

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0;
        for (int i = 0; i < Features; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static double[,] Scaled(double value)
    {
        double[,] matrix = new double[Features, Features];
        for (int i = 0; i < Features; i++)
        {
            matrix[i, i] = value;
        }

        return matrix;
    }
}
