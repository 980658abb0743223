namespace ClusterSim.Traces;

/// <summary>How much of a resource all rows of a trace asked for, against their limits.</summary>
/// <param name="Resource">The resource with its unit, e.g. <c>disk (GiB)</c>.</param>
/// <param name="Requested">Sum of the requests.</param>
/// <param name="Limit">Sum of the limits.</param>
/// <param name="RowsBelowLimit">Rows whose request is below their limit.</param>
public sealed record RequestLimit(string Resource, double Requested, double Limit, long RowsBelowLimit)
{
    /// <summary>Request over limit; 1 when both are 0.</summary>
    public double Ratio => Limit > 0 ? Requested / Limit : 1;
}
