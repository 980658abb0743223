using ClusterSim.Scheduling;
using ClusterSim.Time;

namespace ClusterSim.Engine;

/// <summary>A kind of refused plan verb and how often it was refused.</summary>
/// <param name="Verb">Name of the verb, e.g. <c>Start</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstTime">When first.</param>
/// <param name="FirstJob">Index of the job concerned first; -1 when none.</param>
public sealed record Refusal(string Verb, RefusalReason Reason, long Count, SimTime FirstTime, int FirstJob);
