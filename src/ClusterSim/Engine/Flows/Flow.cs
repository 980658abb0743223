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
        (Weight, OwnCap, Rate) = (weight, cap, -1);
    }
}
