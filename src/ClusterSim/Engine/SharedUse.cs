namespace ClusterSim.Engine;

/// <summary>What a job has of GPUs that it shares.</summary>
/// <param name="Held">Its part of them, in GPUs; the parts of all tenants of a GPU add up to one.</param>
/// <param name="Busy">The part of that during which the GPUs compute for whomever, in GPUs.</param>
internal readonly record struct SharedUse(double Held, double Busy);
