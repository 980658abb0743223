using ClusterSim.Engine;

namespace ClusterSim.Impact;

/// <summary>The jobs of two runs, side by side.</summary>
internal sealed class PairedJobs
{
    private readonly RunResult _baseline, _other;
    private readonly double _tauSeconds;
    private readonly int[] _ended, _started;

    public PairedJobs(RunResult baseline, RunResult other, int[] window, double tauSeconds)
    {
        (_baseline, _other, _tauSeconds, Window) = (baseline, other, tauSeconds, window);
        _started =
            [.. window.Where(job => !baseline.Jobs[job].StartTime.IsNever && !other.Jobs[job].StartTime.IsNever)];
        _ended = [.. window.Where(job => JobMeasures.Ended(baseline.Jobs[job]) && JobMeasures.Ended(other.Jobs[job]))];
        EndedOnlyInBaseline = window.Count(job => JobMeasures.Ended(baseline.Jobs[job])) - _ended.Length;
        EndedOnlyInOther = window.Count(job => JobMeasures.Ended(other.Jobs[job])) - _ended.Length;
    }

    /// <summary>All jobs in the window, whatever became of them.</summary>
    public int[] Window { get; }

    /// <summary>Jobs that ended in both runs.</summary>
    public int EndedInBoth => _ended.Length;

    public int EndedOnlyInBaseline { get; }

    public int EndedOnlyInOther { get; }

    public PairedSample QueueingDelay() => Of(_started, job => (job.StartTime - job.SubmitTime).TotalSeconds);

    public PairedSample TotalWait() => Of(_ended, job => job.TotalWaitTime.TotalSeconds);

    public PairedSample Jct() => Of(_ended, job => (job.EndTime - job.SubmitTime).TotalSeconds);

    public PairedSample RunTime() => Of(_ended, job => job.RunTime.TotalSeconds);

    public PairedSample WastedGpuHours() => Of(Window, job => job.WastedGpuSeconds / 3600);

    /// <summary>
    /// 1 where a job waited over an hour, 0 where it did not; jobs of which that is known in both runs.
    /// </summary>
    public PairedSample WaitedOverOneHour()
    {
        TimeSpan hour = TimeSpan.FromHours(1);
        int[] known =
        [
            .. Window.Where(job => JobMeasures.WaitedOver(_baseline.Jobs[job], hour) is not null
                && JobMeasures.WaitedOver(_other.Jobs[job], hour) is not null),
        ];
        return Of(known, job => JobMeasures.WaitedOver(job, hour) == true ? 1 : 0);
    }

    /// <summary>
    /// Divides by the run time under the baseline in both runs: a policy that cuts the idle end off a job must not be
    /// charged with a greater slowdown, nor one that makes jobs run longer be credited with a smaller one.
    /// </summary>
    public PairedSample BoundedSlowdown()
    {
        PairedSample jct = Jct();
        for (int i = 0; i < _ended.Length; i++)
        {
            double runTime = Math.Max(_baseline.Jobs[_ended[i]].RunTime.TotalSeconds, _tauSeconds);
            jct.First[i] = Math.Max(1, jct.First[i] / runTime);
            jct.Second[i] = Math.Max(1, jct.Second[i] / runTime);
        }

        return jct;
    }

    /// <summary>What each job in the window cost; <c>null</c> when a price is unknown.</summary>
    public PairedSample? Cost(PriceList baselinePrices, PriceList otherPrices)
    {
        double[] first = new double[Window.Length], second = new double[Window.Length];
        for (int i = 0; i < Window.Length; i++)
        {
            int job = Window[i];
            double? a = baselinePrices.CostOf(job);
            double? b = otherPrices.CostOf(job);
            if (a is null || b is null)
            {
                return null;
            }

            (first[i], second[i]) = (a.Value, b.Value);
        }

        return new PairedSample(Window, first, second);
    }

    /// <summary>Any other quantity of every job in the window.</summary>
    public PairedSample OfWindow(Func<JobResult, double> value) => Of(Window, value);

    private PairedSample Of(int[] jobs, Func<JobResult, double> value)
    {
        double[] first = new double[jobs.Length], second = new double[jobs.Length];
        for (int i = 0; i < jobs.Length; i++)
        {
            (first[i], second[i]) = (value(_baseline.Jobs[jobs[i]]), value(_other.Jobs[jobs[i]]));
        }

        return new PairedSample(jobs, first, second);
    }
}
