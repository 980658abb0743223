namespace ClusterSim.Scheduling;

/// <summary>
/// Free GPU share of a node or a cluster, divided by what the expected workload could do with it: the classes of the
/// artefact of "Beware of Fragmentation" (USENIX ATC 2023). All in 1/1000 GPU, averaged over the workload by
/// popularity; together they are the free share.
/// </summary>
/// <param name="LackBoth">Neither the GPUs nor the CPU suffice (Q1).</param>
/// <param name="LackGpu">The GPUs do not suffice, or a rest is too small for the request (Q2).</param>
/// <param name="Usable">Usable: all that is not fragmented (Q3).</param>
/// <param name="LackCpu">The GPUs would suffice, but not the CPU (Q4).</param>
/// <param name="NoGpuFits">The request asks for no GPU and fits (XL).</param>
/// <param name="NoGpuLacksCpu">The request asks for no GPU and lacks CPU (XR).</param>
/// <param name="NotAccepted">The request does not accept the model of the GPUs.</param>
public readonly record struct FragmentationClasses(
    double LackBoth, double LackGpu, double Usable, double LackCpu, double NoGpuFits, double NoGpuLacksCpu,
    double NotAccepted)
{
    /// <summary>The fragmentation: all classes but <see cref="Usable"/>, in 1/1000 GPU.</summary>
    public double Unusable => LackBoth + LackGpu + LackCpu + NoGpuFits + NoGpuLacksCpu + NotAccepted;

    /// <summary>Class by class the sum of two nodes.</summary>
    public static FragmentationClasses operator +(FragmentationClasses left, FragmentationClasses right) => new(
        left.LackBoth + right.LackBoth, left.LackGpu + right.LackGpu, left.Usable + right.Usable,
        left.LackCpu + right.LackCpu, left.NoGpuFits + right.NoGpuFits, left.NoGpuLacksCpu + right.NoGpuLacksCpu,
        left.NotAccepted + right.NotAccepted);

    /// <summary>Class by class the sum of two nodes.</summary>
    public static FragmentationClasses Add(FragmentationClasses left, FragmentationClasses right) => left + right;
}
