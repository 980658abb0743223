using System.Collections.Immutable;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Tuning;

/// <summary>
/// A trace cut into windows of equally many jobs: the first ones for training, the later ones for judging. Every job of
/// a later window was submitted after every job of a training window.
/// </summary>
/// <param name="Training">Windows that tuning may see, in order.</param>
/// <param name="Later">Windows that it may not see, in order.</param>
public sealed record WindowSplit(ImmutableArray<TuningWindow> Training, ImmutableArray<TuningWindow> Later)
{
    /// <summary>Cuts a workload.</summary>
    /// <param name="workload">The jobs.</param>
    /// <param name="windows">Number of windows, at least 2.</param>
    /// <param name="trainingShare">Share of the windows that are for training, between 0 and 1.</param>
    /// <exception cref="ExperimentException">There are too few jobs, or the share leaves a side empty.</exception>
    public static WindowSplit Of(Workload workload, int windows, double trainingShare)
    {
        ArgumentNullException.ThrowIfNull(workload);
        int training = (int)Math.Round(windows * trainingShare);
        int each = windows > 0 ? workload.Jobs.Length / windows : 0;
        if (training < 1 || training >= windows || each < 2)
        {
            throw new ExperimentException(
                $"found {workload.Jobs.Length} jobs, {windows} windows and a training share of {trainingShare:0.##}, "
                + "expected at least one window for training, one for judging, and two jobs in each");
        }

        TuningWindow[] all = [.. Enumerable.Range(0, windows).Select(i => new TuningWindow(
            i + 1, new Workload(workload.Jobs.Skip(i * each).Take(each), workload.Source)))];
        return new WindowSplit([.. all[..training]], AfterAll(all[..training], all[training..]));
    }

    // Jobs submitted in the very instant at which training ends belong to neither side.
    private static ImmutableArray<TuningWindow> AfterAll(TuningWindow[] training, TuningWindow[] later) =>
    [
        .. later
            .Select(window => new TuningWindow(
                window.Number,
                new Workload(
                    window.Workload.Jobs.Where(job => job.SubmitTime > training[^1].To), window.Workload.Source)))
            .Where(window => !window.Workload.Jobs.IsEmpty),
    ];
}
