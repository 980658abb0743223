namespace ClusterSim.Engine;

/// <summary>
/// Names one scheduled event. It goes stale when the event was popped or cancelled; a stale handle is harmless.
/// </summary>
/// <param name="Slot">Where the kernel keeps the event.</param>
/// <param name="Generation">Tells events apart that used the same slot; 0 is never valid.</param>
public readonly record struct EventHandle(int Slot, int Generation);
