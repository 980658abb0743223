using ClusterSim.Behavior.Facts;

namespace ClusterSim.Behavior.Rules;

/// <summary>What terms test of an event.</summary>
/// <param name="Signal">Its signal.</param>
/// <param name="Before">
/// Value of the metric before it, in the metric's unit; NaN when it was not known: at a start, after a resize or a
/// move, when the job enters another phase, and for what is no sample.
/// </param>
/// <param name="After">Value of the metric after it; NaN for what is no sample.</param>
/// <param name="RunTicks">Ticks since the last start of its job.</param>
/// <param name="Job">What is known of its job; <c>null</c> when it concerns none.</param>
/// <param name="Text">The line that was written; empty for what is none.</param>
internal readonly record struct ObservedEvent(
    EventSignals Signal, double Before, double After, long RunTicks, KnownJob? Job, string Text);
