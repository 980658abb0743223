using System.Collections.Immutable;

namespace ClusterSim.Reports.Privacy;

/// <summary>What publishing the tables of a run left out and changed.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Jobs">Jobs of the run.</param>
/// <param name="Suppressed">Jobs that were left out, because too few users share what an outsider may know.</param>
/// <param name="GpuHours">GPU-hours that all jobs held.</param>
/// <param name="SuppressedGpuHours">GPU-hours that the jobs held that were left out.</param>
/// <param name="MeanDelaySeconds">Mean queueing delay of all jobs that started, in seconds; NaN when none did.</param>
/// <param name="PublishedMeanDelaySeconds">The same of the published jobs: how far leaving out distorts.</param>
/// <param name="Choices">What other steps would leave out.</param>
public sealed record PublicationReport(
    string Run, int Jobs, int Suppressed, double GpuHours, double SuppressedGpuHours, double MeanDelaySeconds,
    double PublishedMeanDelaySeconds, ImmutableArray<SuppressionChoice> Choices)
{
    /// <summary>Share of the jobs that were left out, 0 to 1; 0 when there are no jobs.</summary>
    public double SuppressionRate => Jobs == 0 ? 0 : Suppressed / (double)Jobs;
}
