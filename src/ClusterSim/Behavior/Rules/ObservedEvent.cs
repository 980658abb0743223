namespace ClusterSim.Behavior.Rules;

/// <summary>What terms test of an event.</summary>
/// <param name="Signal">Its signal.</param>
/// <param name="PermilleBefore">
/// Utilization before it; -1 when it was not known: at a start, after a resize, and when the job enters another phase.
/// </param>
/// <param name="Permille">Utilization after it.</param>
/// <param name="RunTicks">Ticks since the last start of its job.</param>
internal readonly record struct ObservedEvent(EventSignals Signal, int PermilleBefore, int Permille, long RunTicks);
