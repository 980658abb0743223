namespace ClusterSim.Learning.Classification;

/// <summary>How a support vector machine learns.</summary>
public sealed record SupportVectorOptions
{
    /// <summary>The kernel.</summary>
    /// <value>Default <see cref="KernelKind.Rbf"/>.</value>
    public KernelKind Kernel { get; init; } = KernelKind.Rbf;

    /// <summary>Price of a row on the wrong side: the upper bound of its weight.</summary>
    /// <value>Above 0; default 1.</value>
    public double Penalty { get; init; } = 1;

    /// <summary>Width of the kernel <see cref="KernelKind.Rbf"/>; scale the features first.</summary>
    /// <value>Above 0; default <c>null</c>: one over the number of features.</value>
    public double? Gamma { get; init; }

    /// <summary>Violation of the optimality conditions at which learning stops.</summary>
    /// <value>Above 0; default 0.001.</value>
    public double Tolerance { get; init; } = 1e-3;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Penalty, 0, nameof(Penalty));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Gamma ?? 1, 0, nameof(Gamma));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, 0, nameof(Tolerance));
    }
}
