namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>How Gavel's mechanism runs.</summary>
/// <param name="Objective">Name of the objective.</param>
/// <param name="Aware">Whether speeds on GPU models count; if not, all models are held to be alike.</param>
/// <param name="Round">Length of a round.</param>
/// <param name="Reset">Least time after which what jobs have received is forgotten.</param>
internal sealed record GavelOptions(string Objective, bool Aware, TimeSpan Round, TimeSpan Reset);
