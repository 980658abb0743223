namespace ClusterSim.Behavior.Detectors;

/// <summary>What every detector has: an identifier, a budget of false alarms, and a confidence.</summary>
public abstract record DetectorOptions
{
    /// <summary>Name as in <see cref="DetectorCatalog"/>, e.g. <c>utilization-drop</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Identifier that detections carry in the place of a rule's, e.g.
    /// <c>detector.utilization-drop</c>.</summary>
    public string Id => "detector." + Name;

    /// <summary>How many false alarms it may raise.</summary>
    /// <value>Default: one in 1,000 days of each subject.</value>
    public ErrorBudget Budget { get; init; } = ErrorBudget.PerDay(0.001);

    /// <summary>How sure one is that acting on its recommendation does no harm.</summary>
    /// <value>0 to 1; default 0.5: to be looked at, not to be carried out.</value>
    public double Confidence { get; init; } = 0.5;

    /// <summary>What is wrong with the options, as "name: found, expected"; empty when nothing is.</summary>
    internal abstract IEnumerable<string> Problems();

    internal abstract IDetector Make(DetectorJobs jobs, DetectionLog log);
}
