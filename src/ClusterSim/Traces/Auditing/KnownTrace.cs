using System.Collections.Immutable;

namespace ClusterSim.Traces.Auditing;

/// <summary>A public trace and what is known about it.</summary>
public sealed record KnownTrace
{
    /// <summary>Its usual name, e.g. <c>KTH-SP2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Formats that it comes in: a format whose name begins with one of these.</summary>
    /// <value>Empty: any format; without <see cref="Marks"/> there is no reader for it.</value>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>
    /// Words by which a file of one of the formats is recognised, in its name or in what it says about itself.
    /// </summary>
    /// <value>Empty: every file of the formats is this trace.</value>
    public ImmutableArray<string> Marks { get; init; } = [];

    /// <summary>The paper or page that describes it.</summary>
    public required string Reference { get; init; }

    /// <summary>What is known about it.</summary>
    public required ImmutableArray<KnownIssue> Issues { get; init; }

    /// <summary>Whether a trace is this one.</summary>
    internal bool Is(Trace trace) =>
        Formats.Length + Marks.Length > 0
        && (Formats.IsEmpty || Formats.Any(name => trace.Format.Name.StartsWith(name, StringComparison.Ordinal)))
        && (Marks.IsEmpty || Marks.Any(mark => Says(trace, mark)));

    private static bool Says(Trace trace, string mark) =>
        trace.Report.FileName.Contains(mark, StringComparison.OrdinalIgnoreCase)
        || trace.Report.Properties.Any(property => property.Value.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
