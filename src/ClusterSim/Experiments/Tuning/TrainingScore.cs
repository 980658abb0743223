using System.Collections.Immutable;

namespace ClusterSim.Experiments.Tuning;

/// <summary>What a policy comes to on the training windows.</summary>
/// <param name="Mean">Mean of the tuned metric over the windows.</param>
/// <param name="Objective">
/// The same as something to be small: its logarithm where less is better and the mean is positive, its negative where
/// more is better.
/// </param>
/// <param name="Excesses">
/// The greatest excess of each constraint over the windows; 0 or less: it is kept in all.
/// </param>
public sealed record TrainingScore(double Mean, double Objective, ImmutableArray<double> Excesses);
