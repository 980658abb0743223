using ClusterSim.Engine;
using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Impact;

/// <summary>Computes <see cref="ReliabilityMetrics"/>.</summary>
internal sealed class ReliabilityBuilder(RunResult run, int[] jobs, ObservedPeriod period)
{
    public ReliabilityMetrics Build()
    {
        bool gpus = run.Platform.TotalGpus > 0;
        double installed = period.Installed(node => gpus ? node.Gpus : 1);
        double present = gpus ? period.GpuCapacity() : period.Capacity(_ => 1);
        return new ReliabilityMetrics
        {
            Availability = period.DownTimeKnown && installed > 0 ? present / installed : null,
            Goodput = gpus && installed > 0
                ? run.Jobs.Sum(job => job.AllocatedGpuSeconds - job.WastedGpuSeconds) / installed
                : null,
            Ettr = Ratio(job => job.StartTime),
            EttrFromSubmission = Ratio(job => job.SubmitTime),
            Retries = jobs.Sum(job => Math.Max(run.Jobs[job].Attempts - 1L, 0)),
            Outages = run.Outages?.Length,
        };
    }

    private double? Ratio(Func<JobResult, SimTime> begin)
    {
        CompensatedSum useful = default, wall = default;
        foreach (int index in jobs)
        {
            JobResult job = run.Jobs[index];
            double held = job.RunTime.TotalSeconds;
            if (job.StartTime.IsNever || held == 0)
            {
                continue;
            }

            SimTime end = job.EndTime.IsNever ? run.EndTime : job.EndTime;
            useful.Add(job.AllocatedGpuSeconds - job.WastedGpuSeconds);
            // GPUs held on average: a job may have changed its size.
            wall.Add(job.AllocatedGpuSeconds / held * (end - begin(job)).TotalSeconds);
        }

        return wall.Value > 0 ? useful.Value / wall.Value : null;
    }
}
