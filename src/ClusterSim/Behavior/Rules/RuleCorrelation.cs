namespace ClusterSim.Behavior.Rules;

/// <summary>What the events of one match of a rule must have in common.</summary>
public enum RuleCorrelation
{
    /// <summary>Nothing: all events of the run form one stream, as CRE has it.</summary>
    None,

    /// <summary>The job.</summary>
    Job,

    /// <summary>The user of the job; jobs without a user are left out.</summary>
    User,

    /// <summary>The application of the job; jobs without one are left out.</summary>
    Application,

    /// <summary>Both user and application of the job; jobs that lack either are left out.</summary>
    UserAndApplication,

    /// <summary>
    /// The node; for an event of a job without a node of its own, the first node of the job's last start.
    /// </summary>
    Node,

    /// <summary>
    /// The device: node and number of the GPU. Samples of a device have one; any other event of a job concerns every
    /// device that has been sampled for the job since its last start.
    /// </summary>
    Gpu,
}
