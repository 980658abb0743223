namespace ClusterSim.Reports;

/// <summary>The forms in which the tables of a run are written. What they hold is the same.</summary>
public enum ResultTables
{
    /// <summary>All tables as CSV, and the jobs as <c>jobs.parquet</c>, too.</summary>
    Standard,

    /// <summary>All tables as CSV.</summary>
    Csv,

    /// <summary>All tables as Parquet.</summary>
    Parquet,

    /// <summary>All tables in both forms.</summary>
    Both,
}
