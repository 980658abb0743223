namespace ClusterSim.Learning.Classification;

/// <summary>How alike a support vector machine takes two rows to be.</summary>
public enum KernelKind
{
    /// <summary>Their scalar product.</summary>
    Linear,

    /// <summary>exp(-gamma times their squared distance).</summary>
    Rbf,
}
