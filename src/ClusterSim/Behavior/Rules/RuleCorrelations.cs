namespace ClusterSim.Behavior.Rules;

/// <summary>Names of what events can have in common.</summary>
internal static class RuleCorrelations
{
    /// <summary>What names in order of the alphabet mean together; <c>null</c> when they mean nothing.</summary>
    public static RuleCorrelation? Of(IEnumerable<string> names) => string.Join('+', names) switch
    {
        "" => RuleCorrelation.None,
        "job" => RuleCorrelation.Job,
        "user" => RuleCorrelation.User,
        "application" => RuleCorrelation.Application,
        "application+user" => RuleCorrelation.UserAndApplication,
        "node" => RuleCorrelation.Node,
        "gpu" => RuleCorrelation.Gpu,
        _ => null,
    };
}
