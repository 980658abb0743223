namespace ClusterSim.Scheduling.Policies.Spot;

/// <summary>
/// By how much the reserve is multiplied: more when more guarantees were broken lately than the guarantee rate allows,
/// less while none too many were and spot jobs wait for nothing but the reserve. Each start counts half after a day.
/// </summary>
/// <param name="options">The guarantee.</param>
internal sealed class ReserveFactor(GfsOptions options)
{
    private const double Least = 0.25, Most = 4, Step = 1.1;

    private readonly double _keep = Math.Pow(0.5, options.Interval / TimeSpan.FromDays(1));
    private double _starts, _broken;
    private bool _waited;

    /// <summary>The factor, 0.25 to 4.</summary>
    public double Value { get; private set; } = 1;

    /// <summary>A spot job started.</summary>
    public void Started() => _starts++;

    /// <summary>A spot job was evicted before its guaranteed time was over.</summary>
    public void Broken() => _broken++;

    /// <summary>A spot job waits although it fits.</summary>
    public void HeldBack() => _waited = true;

    /// <summary>So many looks at demand were made.</summary>
    public void Advance(int steps)
    {
        for (int i = 0; i < steps && options is { Feedback: true, GuaranteeRate: not null }; i++)
        {
            double allowed = (1 - options.GuaranteeRate.Value) * _starts;
            Value = _broken > allowed ? Math.Min(Most, Value * Step)
                : _waited ? Math.Max(Least, Value / Step)
                : Value;
            (_starts, _broken, _waited) = (_starts * _keep, _broken * _keep, false);
        }
    }
}
