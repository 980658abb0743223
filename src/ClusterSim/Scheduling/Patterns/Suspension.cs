namespace ClusterSim.Scheduling.Patterns;

/// <summary>Suspends a rule for good when it had its chances and brought nothing.</summary>
internal sealed class Suspension(int minimumOutcomes, OutcomeBook outcomes) : IRuleLearner
{
    public bool Stopped { get; private set; }

    public bool Decide() => !Stopped;

    public void Learn(double benefit) =>
        Stopped |= outcomes.Count >= minimumOutcomes && outcomes.ObtainedGpuSeconds <= 0;
}
