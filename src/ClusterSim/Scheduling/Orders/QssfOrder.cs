using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Estimates;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// Quasi-shortest service first of Helios (Hu et al., SC 2021): smallest estimated duration x GPUs first, estimated
/// from the jobs that had ended when the job came, in this run.
/// </summary>
internal sealed class QssfOrder(double alpha, double leastSimilarity, double shrinkage) : IJobOrder
{
    private readonly DurationHistory _history = new();
    private readonly BlendEstimator _estimator =
        new(alpha, new RepetitionEstimator(leastSimilarity), new ShrinkageEstimator(shrinkage));

    private double[] _keys = [];

    public string Name => "qssf";

    // A key stands when its job enters the queue, which is too late for an order that never changes.
    public KeyChange Changes => KeyChange.WhileWaiting;

    public IReadOnlyDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty
        .Add("alpha", alpha.ToString(CultureInfo.InvariantCulture))
        .Add("least-similarity", leastSimilarity.ToString(CultureInfo.InvariantCulture))
        .Add("shrinkage", shrinkage.ToString(CultureInfo.InvariantCulture));

    public void Begin(SchedulingView view)
    {
        _history.Clear();
        _keys = new double[view.JobCount];
        Array.Fill(_keys, double.NaN);
    }

    public void BeginPass(SchedulingView view)
    {
        for (int i = 0; i < view.Left.Count; i++)
        {
            JobView left = view.Job(view.Left[i]);
            if (left.Status is not (JobStatus.Pending or JobStatus.Running or JobStatus.Rejected))
            {
                double seconds = left.ExecutedTime.TotalSeconds;
                _history.Add(left.Request.User, left.Request.Application, Gpus(left), seconds);
            }
        }
    }

    public double Key(in JobView job)
    {
        ref double key = ref _keys[job.Index];
        if (double.IsNaN(key))
        {
            double? seconds = _estimator.EstimateSeconds(
                _history, job.Request.User, job.Request.Application, Gpus(job));
            key = (seconds ?? 1) * Math.Max(Gpus(job), 1);
        }

        return key;
    }

    private static int Gpus(in JobView job) => job.Demand.TotalGpus;
}
