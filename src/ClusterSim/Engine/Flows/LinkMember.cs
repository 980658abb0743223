namespace ClusterSim.Engine.Flows;

/// <summary>A flow on a link.</summary>
/// <param name="Flow">Number of the flow.</param>
/// <param name="Part">How much of the link a rate of 1 takes.</param>
internal readonly record struct LinkMember(int Flow, double Part);
