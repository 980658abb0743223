using ClusterSim.Behavior;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>A recommendation that the policy decides about, and how its job was when the rule hit.</summary>
/// <param name="Detection">What was found.</param>
/// <param name="Account">Book of the rule.</param>
/// <param name="Status">Where the job was in its life.</param>
/// <param name="Since">When it had entered that state.</param>
/// <param name="Permille">Its utilization then in 1/1000; -1 when unknown.</param>
internal sealed record Advice(
    Detection Detection, RuleAccount Account, JobStatus Status, SimTime Since, int Permille)
{
    /// <summary>What is recommended.</summary>
    public Recommendation What => Detection.Recommendation!;

    public int Job => What.Job;

    /// <summary>What is expected, corrected by what earlier promises of the rule were worth.</summary>
    public double CalibratedGpuSeconds => What.ExpectedGpuSeconds * Account.Outcomes.Calibration;

    public static Advice Of(SchedulingView view, Detection detection, RuleAccount account, Utilizations utilizations)
    {
        JobView job = view.Job(detection.Recommendation!.Job);
        return new Advice(detection, account, job.Status, SinceOf(job), utilizations.Permille(job.Index));
    }

    /// <summary>Whether the job is still in the same stay in the queue or on the nodes.</summary>
    public bool StillHolds(SchedulingView view)
    {
        JobView job = view.Job(Job);
        return job.Status == Status && SinceOf(job) == Since;
    }

    private static SimTime SinceOf(in JobView job) =>
        job.Status == JobStatus.Running ? job.LastStart : job.QueuedSince;
}
