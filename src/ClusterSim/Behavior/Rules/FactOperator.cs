namespace ClusterSim.Behavior.Rules;

/// <summary>How <c>where</c> compares a fact with a number.</summary>
internal enum FactOperator
{
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    NotEqual,
}
