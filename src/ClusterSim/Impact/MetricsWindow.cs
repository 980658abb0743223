namespace ClusterSim.Impact;

/// <summary>Which jobs the job metrics are about: those submitted between two moments, both included.</summary>
/// <param name="FromSeconds">First moment, in seconds since the run's epoch.</param>
/// <param name="ToSeconds">Last moment.</param>
/// <param name="WarmUpShare">Share of the submission period left out before it.</param>
/// <param name="CoolDownShare">Share of the submission period left out after it.</param>
/// <param name="JobsOutside">Jobs of the run that lie outside.</param>
public sealed record MetricsWindow(
    double FromSeconds, double ToSeconds, double WarmUpShare, double CoolDownShare, int JobsOutside);
