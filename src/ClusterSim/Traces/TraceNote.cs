using System.Collections.Immutable;

namespace ClusterSim.Traces;

/// <summary>Rows of a trace that share a peculiarity.</summary>
/// <param name="Kind">What was done with them.</param>
/// <param name="Reason">The peculiarity, in words.</param>
/// <param name="Count">Number of rows; 0 when the note is about the trace as a whole.</param>
/// <param name="Lines">Lines of the first of them, from 1; at most <see cref="MaxLines"/>.</param>
public sealed record TraceNote(TraceNoteKind Kind, string Reason, long Count, ImmutableArray<long> Lines)
{
    /// <summary>How many lines are named.</summary>
    public const int MaxLines = 5;
}
