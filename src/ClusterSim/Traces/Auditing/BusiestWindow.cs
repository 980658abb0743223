namespace ClusterSim.Traces.Auditing;

/// <summary>The fullest of the windows of one length that follow each other from second 0.</summary>
internal sealed class BusiestWindow(double lengthSeconds)
{
    private double _current;
    private double _window = -1;

    /// <summary>Greatest sum of a window.</summary>
    public double Greatest { get; private set; }

    /// <summary>Adds an amount at a time, never earlier than the one before.</summary>
    public void Add(double seconds, double amount)
    {
        double window = Math.Floor(seconds / lengthSeconds);
        _current = window == _window ? _current + amount : amount;
        _window = window;
        Greatest = Math.Max(Greatest, _current);
    }
}
