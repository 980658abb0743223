namespace ClusterSim.Experiments;

/// <summary>
/// What a scenario's folder holds besides <c>jobs.csv</c> and <c>summary.json</c>, which it always holds.
/// </summary>
[Flags]
public enum ScenarioOutputs
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary><c>allocations.csv</c>: who held which GPUs when.</summary>
    Allocations = 1,

    /// <summary><c>series.csv</c>: utilization and queue over time.</summary>
    Series = 2,

    /// <summary><c>report.html</c>.</summary>
    Report = 4,

    /// <summary><c>events.jsonl</c> and <c>events.parquet</c>: everything that happened.</summary>
    Events = 8,

    /// <summary>All but the events, which are many.</summary>
    All = Allocations | Series | Report,
}
