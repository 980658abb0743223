using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The scores of RLScheduler as its code computes them. A waiting job's start is -1 there, so that the waiting time in
/// <see cref="RlSchedulerScore.Wfp"/> and <see cref="RlSchedulerScore.Uni"/> is -1 s minus the submit time: both
/// never change while the job waits, unlike the published functions of these names.
/// </summary>
internal sealed class RlSchedulerOrder(RlSchedulerScore score) : IJobOrder
{
    private const double Tiny = 1e-15;

    public string Name => NameOf(score);

    public static string NameOf(RlSchedulerScore score) => score switch
    {
        RlSchedulerScore.Sjf => "sjf",
        RlSchedulerScore.Smallest => "smallest",
        RlSchedulerScore.F1 => "f1",
        RlSchedulerScore.Wfp => "wfp",
        RlSchedulerScore.Uni => "uni",
        _ => "fcfs",
    };

    public double Key(in JobView job)
    {
        double submit = job.SubmitTime.Seconds;
        double requested = job.Request.Walltime?.TotalSeconds ?? double.PositiveInfinity;
        long milli = job.Demand.TotalGpuMilli > 0 ? job.Demand.TotalGpuMilli : job.Demand.TotalCpuMilli;
        double processors = milli / 1000.0;
        double waited = -1 - submit;
        double key = score switch
        {
            RlSchedulerScore.Sjf => requested,
            RlSchedulerScore.Smallest => processors,
            RlSchedulerScore.F1 => (Logarithm(requested) * processors) + (870 * Logarithm(submit)),
            RlSchedulerScore.Wfp => -Math.Pow(waited / requested, 3) * processors,
            RlSchedulerScore.Uni => -(waited + Tiny) / (Math.Log2(processors + Tiny) * requested),
            _ => submit,
        };
        return double.IsNaN(key) ? double.PositiveInfinity : key;
    }

    private static double Logarithm(double seconds) => Math.Log10(seconds > 0 ? seconds : 0.1);
}
