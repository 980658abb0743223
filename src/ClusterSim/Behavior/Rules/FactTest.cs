namespace ClusterSim.Behavior.Rules;

/// <summary>One comparison of <c>where</c>.</summary>
internal readonly record struct FactTest(RuleFact Fact, FactOperator Operator, double Number)
{
    /// <summary>Whether a value passes; one that is not known, NaN, never does.</summary>
    public bool Accepts(double value) => Operator switch
    {
        FactOperator.Less => value < Number,
        FactOperator.AtMost => value <= Number,
        FactOperator.More => value > Number,
        FactOperator.AtLeast => value >= Number,
        FactOperator.Equal => value == Number,
        _ => value < Number || value > Number,
    };
}
