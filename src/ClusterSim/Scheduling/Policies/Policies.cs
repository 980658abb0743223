using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Placements;

namespace ClusterSim.Scheduling.Policies;

/// <summary>
/// The named policies, ready to run. Each call makes a new policy, which serves one run at a time. Other crossings of
/// their parts are made with <see cref="ComposedPolicy"/>.
/// </summary>
public static partial class Policies
{
    /// <summary>First come, first served: the head of the queue blocks everybody behind it.</summary>
    /// <param name="placement">Where jobs are placed; <c>null</c> for <see cref="FirstFit"/>.</param>
    public static ISchedulingPolicy Fifo(IPlacement? placement = null) =>
        new ComposedPolicy("fifo", new FifoOrder(), BackfillKind.None, placement ?? new FirstFit());

    /// <summary>
    /// First come, first served, but a job that does not fit is skipped: what simulators of GPU clusters often call
    /// FIFO.
    /// </summary>
    /// <param name="placement">Where jobs are placed; <c>null</c> for <see cref="FirstFit"/>.</param>
    public static ISchedulingPolicy FifoSkip(IPlacement? placement = null) =>
        new ComposedPolicy("fifo-skip", new FifoOrder(), BackfillKind.Skip, placement ?? new FirstFit());

    /// <summary>Shortest requested walltime first; the head of the queue blocks everybody behind it.</summary>
    /// <param name="placement">Where jobs are placed; <c>null</c> for <see cref="FirstFit"/>.</param>
    public static ISchedulingPolicy Sjf(IPlacement? placement = null) =>
        new ComposedPolicy("sjf", new SjfOrder(), BackfillKind.None, placement ?? new FirstFit());

    /// <summary>
    /// First come, first served with EASY backfilling: later jobs start early if that does not delay the head.
    /// </summary>
    /// <param name="placement">Where jobs are placed; <c>null</c> for <see cref="FirstFit"/>.</param>
    public static ISchedulingPolicy Easy(IPlacement? placement = null) =>
        new ComposedPolicy("easy", new FifoOrder(), BackfillKind.Easy, placement ?? new FirstFit());

    /// <summary>
    /// First come, first served with conservative backfilling: later jobs start early if that delays nobody.
    /// </summary>
    /// <param name="placement">Where jobs are placed; <c>null</c> for <see cref="FirstFit"/>.</param>
    public static ISchedulingPolicy Conservative(IPlacement? placement = null) =>
        new ComposedPolicy("conservative", new FifoOrder(), BackfillKind.Conservative, placement ?? new FirstFit());

    /// <summary>
    /// Tiresias (Gu et al., NSDI 2019): jobs that attained little service go first and running jobs give way to them.
    /// </summary>
    /// <param name="options">Queues and what sorts them; <c>null</c> for the defaults.</param>
    /// <param name="placement">
    /// Where jobs are placed; <c>null</c> for <see cref="Consolidated"/>. The authors' simulator only counts GPUs.
    /// </param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ISchedulingPolicy Tiresias(TiresiasOptions? options = null, IPlacement? placement = null) =>
        TiresiasMaker.Make(options ?? new TiresiasOptions(), placement ?? new Consolidated());
}
