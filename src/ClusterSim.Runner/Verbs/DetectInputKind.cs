namespace ClusterSim.Runner.Verbs;

/// <summary>What rules can be held against.</summary>
internal enum DetectInputKind
{
    /// <summary>Lines with time stamps.</summary>
    Log,

    /// <summary>A file of events, or that of a run.</summary>
    Events,

    /// <summary>Measurements of jobs or pods.</summary>
    Telemetry,
}
