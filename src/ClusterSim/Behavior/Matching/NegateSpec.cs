namespace ClusterSim.Behavior.Matching;

/// <summary>
/// A negative condition: an event that, inside [anchor + slide, anchor + slide + width], denies a match. Both ends
/// are inclusive; the width is <paramref name="Window"/>, plus the span of the match unless the condition is absolute.
/// </summary>
/// <param name="Window">Width in ticks.</param>
/// <param name="Slide">Shift of the start against the anchor in ticks; negative looks back.</param>
/// <param name="Anchor">
/// Which event of the match the window hangs on: rule order for a sequence, order of time for a set.
/// </param>
/// <param name="Absolute">Whether the span of the match is left out of the width.</param>
internal readonly record struct NegateSpec(long Window, long Slide, int Anchor, bool Absolute);
