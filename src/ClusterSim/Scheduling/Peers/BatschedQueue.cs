namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// What <c>easy_bf</c> and <c>conservative_bf</c> of batsched do alike before they decide: who ended, who came, and
/// what is turned away.
/// </summary>
internal sealed class BatschedQueue
{
    private readonly SchedulingView _view;
    private readonly List<int> _arrived = [];
    private long _releases;

    public BatschedQueue(SchedulingView view, BatschedOptions options)
    {
        _view = view;
        ProcessorCount processors = new(view);
        Waiting = new WaitingJobs(view, processors, BatschedOrder.Jobs(view));
        Promises = new BatschedPromises(view, processors, options);
        _releases = view.ReleaseVersion;
    }

    public WaitingJobs Waiting { get; }

    public BatschedPromises Promises { get; }

    /// <summary>The jobs that came since the last pass, in the order of the queue.</summary>
    public IReadOnlyList<int> Arrived => _arrived;

    /// <summary>Takes in what happened since the last pass.</summary>
    /// <returns>Whether jobs ended, so that everybody is planned anew.</returns>
    public bool Update(Plan plan)
    {
        bool released = _view.ReleaseVersion != _releases;
        _releases = _view.ReleaseVersion;
        bool overdue = Promises.Update();
        _arrived.Clear();
        foreach (int job in _view.Queued)
        {
            if (_view.Pending.Contains(job))
            {
                Receive(job, plan);
            }
        }

        _arrived.Sort((a, b) => Waiting.PositionOf(a).CompareTo(Waiting.PositionOf(b)));
        if (overdue)
        {
            GiveWay();
        }

        return released || overdue;
    }

    /// <summary>Starts a job if it fits now, or reserves for it the first fit if that is wanted.</summary>
    /// <returns>Whether it was started.</returns>
    public bool Insert(int job, Plan plan, bool reserve)
    {
        bool started = Promises.Insert(job, plan, reserve);
        if (started)
        {
            Waiting.Remove(job);
        }

        return started;
    }

    private void Receive(int job, Plan plan)
    {
        if (!Promises.CanPlan(job))
        {
            _view.Decisions?.Acted(job, "it has no walltime, or asks for machines that there are not");
            plan.Reject(job);
            return;
        }

        Waiting.Add(job);
        _arrived.Add(job);
    }

    private void GiveWay()
    {
        int position = 0;
        int job;
        while ((job = Waiting.Next(position, WaitingJobs.Endless, WaitingJobs.Endless)) >= 0)
        {
            position = Waiting.PositionOf(job) + 1;
            Promises.Release(job);
        }

        Promises.ProlongOverdue();
    }
}
