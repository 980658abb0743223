namespace ClusterSim.Scheduling.Backfilling;

/// <summary>Which availability a run needs.</summary>
internal static class Availability
{
    /// <summary>Counts where the platform is one pool and nothing else matters, else a timetable of nodes.</summary>
    public static IAvailability For(SchedulingPass pass) =>
        PoolReservation.For(pass.View, pass.Queue.Demands) is { } pool
            ? new PoolAvailability(pool.CountsGpus, pass.View.JobCount)
            : new SlotAvailability(pass.View, pass.Placement);
}
