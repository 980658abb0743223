namespace ClusterSim.Scheduling.Orders;

/// <summary>The two numbers that score functions are made of, in the units of their papers.</summary>
internal static class AskedFor
{
    /// <summary>What a time of 0 counts as where a logarithm or a quotient is taken, in seconds.</summary>
    public const double Least = 0.1;

    /// <summary>Requested walltime in seconds; infinite for a job without one.</summary>
    public static double Seconds(in JobView job) =>
        job.Request.Walltime is { } walltime ? walltime.TotalSeconds : double.PositiveInfinity;

    /// <summary>As <see cref="Seconds"/>, but 0.1 where nothing was asked, so that it can be a divisor.</summary>
    public static double PositiveSeconds(in JobView job) => Seconds(job) is > 0 and var seconds ? seconds : Least;

    /// <summary>
    /// Processors: GPUs, a share counting as its fraction; cores for a job without GPUs; instances for one without
    /// either.
    /// </summary>
    public static double Processors(in JobView job) =>
        job.Request.TotalGpuMilli > 0 ? job.Request.TotalGpuMilli / 1000.0
        : job.Request.TotalCpuMilli > 0 ? job.Request.TotalCpuMilli / 1000.0
        : job.Request.Instances;
}
