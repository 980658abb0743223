namespace ClusterSim.Signals;

/// <summary>A stretch for which a source gives no value of its own: the value before it is held.</summary>
/// <param name="Start">When the missing values begin, in UTC.</param>
/// <param name="Length">How long they are missing.</param>
public readonly record struct SignalGap(DateTimeOffset Start, TimeSpan Length);
