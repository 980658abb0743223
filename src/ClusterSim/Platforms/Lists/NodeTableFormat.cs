using System.Collections.Immutable;

namespace ClusterSim.Platforms.Lists;

/// <summary>A kind of table whose rows describe nodes.</summary>
internal sealed record NodeTableFormat
{
    /// <summary>Where such tables come from.</summary>
    public required string Origin { get; init; }

    /// <summary>The columns in their order.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Index of the column with the name of the node; -1 when rows stand for several nodes.</summary>
    public required int NameColumn { get; init; }

    /// <summary>Tells a table without header by its first line.</summary>
    public Func<string[], bool> RecognisesRow { get; init; } = static _ => false;

    /// <summary>The nodes of a row; what is wrong with it is reported to the row.</summary>
    public required Func<NodeRow, IEnumerable<Node>> Read { get; init; }

    /// <summary>The GPU models of such tables, with their sources.</summary>
    public ImmutableArray<GpuModel> GpuModels { get; init; } = [];

    /// <summary>What is assumed because the table does not say it.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>What such a table says of the network above its nodes.</summary>
    public Network Network { get; init; } = new();

    /// <summary>Whether a first line belongs to such a table.</summary>
    public bool Recognises(string firstLine)
    {
        string[] fields = firstLine.Split(',', StringSplitOptions.TrimEntries);
        return fields.Length == Columns.Length
            && (HasHeader ? fields.SequenceEqual(Columns) : fields.SequenceEqual(Columns) || RecognisesRow(fields));
    }
}
