namespace ClusterSim.Traces;

/// <summary>Sums requests and limits per resource while rows are read.</summary>
internal sealed class RequestLimitSums(string[] resources)
{
    private readonly double[] _requested = new double[resources.Length];
    private readonly double[] _limit = new double[resources.Length];
    private readonly long[] _below = new long[resources.Length];

    public IEnumerable<RequestLimit> Sums =>
        resources.Select((name, i) => new RequestLimit(name, _requested[i], _limit[i], _below[i]));

    public void Add(int resource, double requested, double limit)
    {
        _requested[resource] += requested;
        _limit[resource] += limit;
        _below[resource] += requested < limit ? 1 : 0;
    }
}
