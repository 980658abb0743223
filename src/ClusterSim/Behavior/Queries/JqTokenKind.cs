namespace ClusterSim.Behavior.Queries;

/// <summary>The kinds of tokens of a query.</summary>
internal enum JqTokenKind
{
    /// <summary>The end of the query.</summary>
    End,

    /// <summary>A name: a keyword or a function.</summary>
    Name,

    /// <summary>A field: a dot and a name.</summary>
    Field,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator or a bracket.</summary>
    Symbol,
}
