namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// <c>easy_bf</c> of batsched 1.4: the head of the queue holds a reservation of fixed machines, and another job starts
/// if fixed machines are free for its whole walltime beside that reservation and the running jobs. The head's
/// reservation and the queue are looked at anew only when a job has ended.
/// </summary>
internal sealed class EasyBatsched(BatschedOptions options) : ISchedulingPolicy
{
    private const int None = -1;

    private BatschedQueue? _queue;

    public string Name => "easy-batsched";

    public IReadOnlyDictionary<string, string> Options => options.Texts;

    public void Begin(SchedulingView view) => _queue = new BatschedQueue(view, options);

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_queue is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        int before = _queue.Waiting.First();
        bool ended = _queue.Update(plan);
        int head = UpdateHead(before, plan);
        if (!ended)
        {
            TryArrived(head, plan);
        }
        else if (_queue.Promises.FreeNow > 0)
        {
            TryAll(head, plan);
        }
    }

    /// <summary>
    /// When the queue has another head than before, heads start until one must be given a reservation.
    /// </summary>
    private int UpdateHead(int before, Plan plan)
    {
        int head = _queue!.Waiting.First();
        if (head == before)
        {
            return head;
        }

        if (before != None)
        {
            _queue.Promises.Release(before);
        }

        while (head != None && _queue.Insert(head, plan, reserve: true))
        {
            head = _queue.Waiting.First();
        }

        return head;
    }

    private void TryArrived(int head, Plan plan)
    {
        foreach (int job in _queue!.Arrived)
        {
            // The head has its reservation; others may have started as heads.
            if (job != head && !_queue.Promises.Has(job))
            {
                _queue.Insert(job, plan, reserve: false);
            }
        }
    }

    private void TryAll(int head, Plan plan)
    {
        int position = 0;
        int job;
        while ((job = Candidate(position, head)) != None)
        {
            position = _queue!.Waiting.PositionOf(job) + 1;
            _queue.Promises.Release(job);
            if (_queue.Insert(job, plan, reserve: job == head) && job == head)
            {
                head = _queue.Waiting.First();
            }
        }
    }

    // Who needs more machines than are free cannot start; the head is looked at all the same.
    private int Candidate(int position, int head)
    {
        WaitingJobs waiting = _queue!.Waiting;
        return head != None && waiting.PositionOf(head) >= position
            ? head
            : waiting.Next(position, 1000L * _queue.Promises.FreeNow, WaitingJobs.Endless);
    }
}
