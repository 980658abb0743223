using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Training;

/// <summary>Gives training jobs a loss where measurements have none.</summary>
public static class LossFilters
{
    private const double LeastFloor = 0.05, MostFloor = 0.3, LeastRest = 0.02, MostRest = 0.1, Noise = 0.01;

    /// <summary>
    /// Lets every training job report a synthetic loss after each epoch, for schedulers that predict from losses when a
    /// job will have converged. The loss falls from 1 towards a floor, drawn evenly from 0.05 to 0.3, as
    /// 1 / (slope x epochs + start) + floor, and is by the job's last epoch down to a share of its height above the
    /// floor that is drawn evenly from 0.02 to 0.1; observations have 1 % of noise. The job counts as converged when
    /// an epoch lowers the loss by no more than the last one does: its owner tells this threshold.
    /// </summary>
    /// <param name="workload">The workload; jobs that train nothing stay as they are.</param>
    /// <param name="seed">Seed; what a job gets depends on nothing else but its id.</param>
    public static Workload Losses(this Workload workload, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        string note = string.Create(CultureInfo.InvariantCulture, $"synthetic loss curves, seed {seed}");
        return new Workload(
            workload.Jobs.Select(job => job.Profile.Training is { } training && job.Request.Training is { } asked
                ? WithLoss(job, training, asked, seed)
                : job),
            workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }

    private static Job WithLoss(Job job, TrainingApplication training, TrainingRequest asked, long seed)
    {
        RandomStream random = new(seed, "losses/" + job.Id);
        double floor = LeastFloor + ((MostFloor - LeastFloor) * random.NextDouble());
        double rest = LeastRest + ((MostRest - LeastRest) * random.NextDouble());
        double start = 1 / (1 - floor);
        LossCurve curve = new(
            start * ((1 / rest) - 1) / training.Epochs, start, floor, Noise, (long)(random.NextUInt64() >> 1));
        return job with
        {
            Request = job.Request with
            {
                Training = asked with
                {
                    ConvergedBelow = curve.At(training.Epochs - 1) - curve.At(training.Epochs),
                },
            },
            Profile = job.Profile with { Losses = curve },
        };
    }
}
