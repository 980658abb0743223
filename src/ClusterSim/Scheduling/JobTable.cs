using ClusterSim.Time;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling;

/// <summary>
/// The visible state of every job in dense arrays. The engine writes it; policies read it through
/// <see cref="JobView"/>.
/// </summary>
internal sealed class JobTable(Workload workload, DemandTable demands)
{
    public readonly JobStatus[] Status = new JobStatus[workload.Jobs.Length];
    public readonly Demand[] Demand = [.. workload.Jobs.Select(job => demands.Of(job.Request))];
    public readonly Placement?[] Placement = new Placement?[workload.Jobs.Length];
    public readonly int[] Priority = [.. workload.Jobs.Select(job => job.Request.Priority)];
    public readonly int[] Restarts = new int[workload.Jobs.Length];
    public readonly SimTime[] FirstStart = Never(workload.Jobs.Length);
    public readonly SimTime[] LastStart = Never(workload.Jobs.Length);
    public readonly SimTime[] QueuedSince = Never(workload.Jobs.Length);

    /// <summary>Time on the nodes up to the last change, overheads included.</summary>
    public readonly TimeSpan[] Executed = new TimeSpan[workload.Jobs.Length];

    /// <summary>GPU share held times time up to the last change, in 1/1000 GPU x ticks.</summary>
    public readonly double[] Service = new double[workload.Jobs.Length];

    /// <summary>When <see cref="Executed"/> and <see cref="Service"/> were last brought up to date.</summary>
    public readonly SimTime[] Accounted = new SimTime[workload.Jobs.Length];

    /// <summary>Speed of a running job beside those that share its GPUs, relative to having them for itself.</summary>
    public readonly double[] SharedSpeed = Full(workload.Jobs.Length);

    /// <summary>Whether a running job computes only while those that share its GPUs do not.</summary>
    public readonly bool[] Yields = new bool[workload.Jobs.Length];

    /// <summary>What each training job has reported; <c>null</c> for other jobs.</summary>
    public readonly TrainingReport?[] Training = new TrainingReport?[workload.Jobs.Length];

    public Workload Workload => workload;

    /// <summary>Requests as they read on this platform.</summary>
    public DemandTable Demands => demands;

    public int Count => Status.Length;

    /// <summary>A moment for each job that has not come.</summary>
    public static SimTime[] Never(int count)
    {
        var times = new SimTime[count];
        Array.Fill(times, SimTime.Never);
        return times;
    }

    private static double[] Full(int count)
    {
        double[] speeds = new double[count];
        Array.Fill(speeds, 1);
        return speeds;
    }
}
