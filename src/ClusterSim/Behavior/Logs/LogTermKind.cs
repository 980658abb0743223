namespace ClusterSim.Behavior.Logs;

/// <summary>How a term tests the text of an entry.</summary>
internal enum LogTermKind
{
    /// <summary>The text contains it, letter by letter.</summary>
    Value,

    /// <summary>An RE2 expression matches somewhere in the text.</summary>
    Regex,

    /// <summary>The text is a JSON value for which a query has a true output.</summary>
    Jq,
}
