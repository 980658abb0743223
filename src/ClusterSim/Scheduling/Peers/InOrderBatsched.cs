using ClusterSim.Time;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// <c>fcfs_fast</c> and <c>filler</c> of batsched 1.4: first come, first served, where the head blocks the queue, or
/// where every job starts that fits, in the order of the queue.
/// </summary>
internal sealed class InOrderBatsched(string name, bool skipsBlocked, BatschedOptions options) : ISchedulingPolicy
{
    private PeerMachine? _machine;
    private WaitingJobs? _waiting;

    public string Name => name;

    public IReadOnlyDictionary<string, string> Options => options.Texts;

    public void Begin(SchedulingView view)
    {
        _machine = new PeerMachine(view, new FirstNamed(view));
        _waiting = new WaitingJobs(view, _machine.Processors, BatschedOrder.Jobs(view));
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (_waiting is null)
        {
            throw new InvalidOperationException("Begin was not called.");
        }

        _machine!.Running.Update(view);
        _waiting.Update();
        int job = Candidate(0);
        while (job >= 0)
        {
            int position = _waiting.PositionOf(job) + 1;
            if (_machine.TryStart(job, plan))
            {
                _waiting.Remove(job);
            }
            else if (!skipsBlocked)
            {
                view.Decisions?.Reserved(job, SimTime.Never);
                return;
            }

            job = Candidate(position);
        }
    }

    private int Candidate(int position) => _waiting!.Next(
        position, skipsBlocked ? _machine!.Processors.FreeMilli : WaitingJobs.Endless, WaitingJobs.Endless);
}
