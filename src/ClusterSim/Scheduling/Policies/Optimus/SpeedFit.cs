using ClusterSim.Statistics;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Scheduling.Policies.Optimus;

/// <summary>
/// The speed model of Optimus for synchronous training (Peng et al., EuroSys 2018, section 3.2), fitted to what a job
/// has observed: an update takes t0 x M / w + t1 + t2 x p / w ... seconds with a batch of M on w workers and p servers.
/// Every GPU is worker and server here, so that three terms remain: M / w, a constant and w.
/// </summary>
internal sealed class SpeedFit
{
    private const int Terms = 3;

    private readonly double[] _coefficients = new double[Terms];
    private readonly int _batchSize;

    /// <summary>Fits the model; there must be an observation.</summary>
    public SpeedFit(TrainingReport report, int batchSize)
    {
        _batchSize = batchSize;
        List<double> rows = [], targets = [], weights = [];
        foreach (StepTimeSample sample in report.Samples)
        {
            BatchConfiguration batch = report.Limits.Split(batchSize, sample.Gpus);
            double seconds = sample.Time.UpdateSeconds(batch.AccumulationSteps);
            rows.AddRange([batchSize / (double)sample.Gpus, 1, sample.Gpus]);
            targets.Add(seconds);
            // Relative errors count, or slow steps on few GPUs would decide alone.
            weights.Add(1 / (seconds * seconds));
        }

        Counts = report.Samples.Select(sample => sample.Gpus).Distinct().Count();
        NonNegativeLeastSquares.Solve([.. rows], [.. targets], [.. weights], _coefficients);
    }

    /// <summary>Numbers of GPUs that were observed.</summary>
    public int Counts { get; }

    /// <summary>Seconds of an update.</summary>
    /// <param name="gpus">GPUs.</param>
    public double Seconds(int gpus) =>
        (_coefficients[0] * _batchSize / gpus) + _coefficients[1] + (_coefficients[2] * gpus);
}
