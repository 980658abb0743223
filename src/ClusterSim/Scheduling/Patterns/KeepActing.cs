namespace ClusterSim.Scheduling.Patterns;

/// <summary>Learns nothing: every rule is acted upon to the end.</summary>
internal sealed class KeepActing : IRuleLearner
{
    public bool Stopped => false;

    public bool Decide() => true;

    public void Learn(double benefit)
    {
    }
}
