namespace ClusterSim.Engine.Flows;

/// <summary>
/// The links that a flow uses, and how much of each: a flow of rate 1 loads a link with its part. Scratch memory that
/// is filled again for each flow.
/// </summary>
internal sealed class FlowPath
{
    // Where a link stands in the list, from 1; 0 for one that does not.
    private int[] _place = [];

    public List<int> Links { get; } = [];

    public List<double> Parts { get; } = [];

    public void Clear()
    {
        foreach (int link in Links)
        {
            _place[link] = 0;
        }

        Links.Clear();
        Parts.Clear();
    }

    /// <summary>Loads a link with a further part of the flow.</summary>
    public void Add(int link, double part)
    {
        if (link >= _place.Length)
        {
            Array.Resize(ref _place, Math.Max(link + 1, 2 * _place.Length));
        }

        int place = _place[link];
        if (place > 0)
        {
            Parts[place - 1] += part;
            return;
        }

        Links.Add(link);
        Parts.Add(part);
        _place[link] = Links.Count;
    }
}
