namespace ClusterSim.Engine.Flows;

/// <summary>
/// The links that a flow uses, and how much of each: a flow of rate 1 loads a link with its part. Scratch memory that
/// is filled again for each flow.
/// </summary>
internal sealed class FlowPath
{
    private readonly Dictionary<int, int> _position = [];

    public List<int> Links { get; } = [];

    public List<double> Parts { get; } = [];

    public void Clear()
    {
        Links.Clear();
        Parts.Clear();
        _position.Clear();
    }

    /// <summary>Loads a link with a further part of the flow.</summary>
    public void Add(int link, double part)
    {
        if (_position.TryGetValue(link, out int at))
        {
            Parts[at] += part;
            return;
        }

        _position.Add(link, Links.Count);
        Links.Add(link);
        Parts.Add(part);
    }
}
