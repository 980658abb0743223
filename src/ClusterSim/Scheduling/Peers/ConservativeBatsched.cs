namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// <c>conservative_bf</c> of batsched 1.4: every waiting job holds a reservation of fixed machines. When a job has
/// ended, each of them in the order of the queue gives up its reservation and takes the first fit; else only new jobs
/// are inserted.
/// </summary>
internal sealed class ConservativeBatsched(BatschedOptions options) : ISchedulingPolicy
{
    private BatschedQueue? _queue;

    public string Name => "conservative-batsched";

    public IReadOnlyDictionary<string, string> Options => options.Texts;

    public void Begin(SchedulingView view) => _queue = new BatschedQueue(view, options);

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_queue is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        if (_queue.Update(plan))
        {
            Compress(plan);
            return;
        }

        foreach (int job in _queue.Arrived)
        {
            _queue.Insert(job, plan, reserve: true);
        }
    }

    private void Compress(Plan plan)
    {
        int position = 0;
        int job;
        while ((job = _queue!.Waiting.Next(position, WaitingJobs.Endless, WaitingJobs.Endless)) >= 0)
        {
            position = _queue.Waiting.PositionOf(job) + 1;
            _queue.Promises.Release(job);
            _queue.Insert(job, plan, reserve: true);
        }
    }
}
