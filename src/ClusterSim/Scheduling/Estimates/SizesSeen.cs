namespace ClusterSim.Scheduling.Estimates;

/// <summary>
/// The attained service of the jobs of a run that have ended: nothing of jobs that still wait or run. An index is made
/// of it once enough ended, and again whenever their number has grown by a tenth.
/// </summary>
internal sealed class SizesSeen(double quantumGpuSeconds)
{
    private const int Fewest = 20;

    private readonly List<double> _sizes = [];
    private int _next = Fewest;

    /// <summary>The index of the sizes seen; <c>null</c> while too few ended.</summary>
    public GittinsIndex? Index { get; private set; }

    /// <summary>Grows with each new <see cref="Index"/>.</summary>
    public long Version { get; private set; }

    public void Clear() => (Index, _next, Version) = (null, Fewest, ClearSizes());

    /// <summary>Takes in who ended since the last pass.</summary>
    public void Update(SchedulingView view)
    {
        foreach (int job in view.Left)
        {
            if (HasEnded(view.Job(job).Status))
            {
                _sizes.Add(view.Job(job).AttainedService);
            }
        }

        if (_sizes.Count >= _next)
        {
            Index = new GittinsIndex(_sizes, quantumGpuSeconds);
            _next = _sizes.Count + Math.Max(_sizes.Count / 10, 1);
            Version++;
        }
    }

    private static bool HasEnded(JobStatus status) =>
        status is not (JobStatus.Pending or JobStatus.Running or JobStatus.Rejected);

    private long ClearSizes()
    {
        _sizes.Clear();
        return 0;
    }
}
