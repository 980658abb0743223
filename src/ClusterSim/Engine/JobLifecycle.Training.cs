namespace ClusterSim.Engine;

/// <content>What is special about elastic training jobs: epochs, and looks at their own steps.</content>
internal sealed partial class JobLifecycle
{
    /// <summary>Lets a training job look at its own steps.</summary>
    public void Tune(int job)
    {
        if (run.Training[job] is { IsCurious: true } training && run.Progress.HasWorked(job, run.Now))
        {
            Account(job);
            training.Observe();
            if (training.Tune())
            {
                ChangeRate(job);
            }
        }
    }

    // The time from now to the moment at which the next epoch counts as begun, which may lie in the past.
    private TimeSpan EndEpoch(int job)
    {
        if (run.Training[job] is not { } training || run.Progress.Done(job) < training.EpochGoal)
        {
            return TimeSpan.Zero;
        }

        run.Progress.Reach(job, training.EpochGoal);
        training.EndEpoch();
        long unit = run.Options.Training.Resolution.Ticks;
        return unit == 0
            ? TimeSpan.Zero
            : new TimeSpan(((long)Math.Round(run.Now.Ticks / (double)unit) * unit) - run.Now.Ticks);
    }
}
