using System.Collections.Immutable;
using ClusterSim.Statistics;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>Sums the demand for one resource over the jobs, in order of their submission.</summary>
internal static class LoadSums
{
    private const double SecondsPerHour = 3600, SecondsPerDay = 86_400;

    public static ResourceLoad Of(ResourcePool pool, ImmutableArray<Job> jobs, double spanSeconds)
    {
        CompensatedSum work = default;
        BusiestWindow hour = new(SecondsPerHour), day = new(SecondsPerDay);
        foreach (Job job in jobs)
        {
            double demand = pool.Demand(job);
            if (demand > 0)
            {
                double unitSeconds = demand * job.Profile.RunTime.TotalSeconds;
                double at = (job.SubmitTime - jobs[0].SubmitTime).TotalSeconds;
                work.Add(unitSeconds);
                hour.Add(at, unitSeconds);
                day.Add(at, unitSeconds);
            }
        }

        return new ResourceLoad
        {
            Resource = pool.Resource,
            Unit = pool.Unit,
            Capacity = pool.Capacity,
            DemandedHours = work.Value / SecondsPerHour,
            Load = Ratio(work.Value, pool.Capacity, spanSeconds),
            PeakHourLoad =
                spanSeconds < SecondsPerHour ? null : Ratio(hour.Greatest, pool.Capacity, SecondsPerHour),
            PeakDayLoad = spanSeconds < SecondsPerDay ? null : Ratio(day.Greatest, pool.Capacity, SecondsPerDay),
            Binding = pool.Binding,
        };
    }

    private static double? Ratio(double work, double capacity, double seconds) =>
        seconds <= 0 || capacity <= 0 ? null : work / (capacity * seconds);
}
