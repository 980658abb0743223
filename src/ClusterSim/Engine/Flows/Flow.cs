namespace ClusterSim.Engine.Flows;

/// <summary>A flow over links; its arrays serve the next flow of its number when it has left.</summary>
internal struct Flow
{
    public int[] Links;

    public double[] Parts;

    /// <summary>Where the flow stands in the list of each of its links.</summary>
    public int[] Places;

    /// <summary>Number of links in use; 0 when there is no such flow.</summary>
    public int Count;

    public double Weight;

    /// <summary>The cap that it was given.</summary>
    public double OwnCap;

    /// <summary>The least of its own cap and of what each link could give to it alone.</summary>
    public double Cap;

    public double Rate;

    /// <summary>Its rate in the solution under way; negative while it still rises.</summary>
    public double Next;

    /// <summary>The link that holds it back, which is full and lets none rise higher; -1 when its cap does.</summary>
    public int HeldBy;

    /// <summary>The links.</summary>
    public readonly ReadOnlySpan<int> Path => Links.AsSpan(0, Count);

    /// <summary>Its rate for each unit of weight.</summary>
    public readonly double Level => Rate / Weight;

    /// <summary>The same in the solution under way.</summary>
    public readonly double NextLevel => Next / Weight;

    public void Fill(FlowPath path, double weight, double cap)
    {
        Count = path.Links.Count;
        if (Links is null || Links.Length < Count)
        {
            int size = Math.Max(8, Count * 2);
            (Links, Parts, Places) = (new int[size], new double[size], new int[size]);
        }

        path.Links.CopyTo(Links);
        path.Parts.CopyTo(Parts);
        (Weight, OwnCap, Rate, HeldBy) = (weight, cap, -1, -1);
    }
}
