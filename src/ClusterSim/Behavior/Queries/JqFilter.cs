namespace ClusterSim.Behavior.Queries;

/// <summary>A compiled part of a query: every output for one input.</summary>
/// <param name="input">The input.</param>
/// <exception cref="JqException">The input does not suit.</exception>
internal delegate IEnumerable<object?> JqFilter(object? input);
