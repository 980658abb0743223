namespace ClusterSim.Behavior.Matching;

/// <summary>A pattern that was found.</summary>
/// <typeparam name="T">What was remembered of an event.</typeparam>
/// <param name="Time">
/// When it became certain: at its last event, or when the last window of its negative conditions closed.
/// </param>
/// <param name="Events">Its events, slot by slot in rule order.</param>
internal readonly record struct Match<T>(long Time, T[] Events);
