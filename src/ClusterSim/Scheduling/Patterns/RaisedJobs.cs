using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Waiting jobs whose priority was raised. Benefit: a raised job's GPUs times the time by which it started before the
/// job that would have been next without that; nothing when it passed nobody. Harmed: a passed job that waited longer
/// in all than the raised one.
/// </summary>
internal sealed class RaisedJobs(PatternRun run)
{
    private readonly Dictionary<int, (Advice Advice, int Before)> _waiting = [];
    private readonly Dictionary<int, List<Passed>> _passed = [];

    /// <summary>Notes that the priority of a job was raised.</summary>
    public void Add(Advice advice, int priorityBefore) => _waiting[advice.Job] = (advice, priorityBefore);

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobRejected && _waiting.Remove(happened.Job, out (Advice Advice, int) gone))
        {
            Settle(gone.Advice, 0, harmed: false);
        }
        else if (happened.Kind == EventKind.JobStarted)
        {
            Start(happened);
        }
    }

    private void Start(in SimulationEvent happened)
    {
        TimeSpan waited = happened.Time - run.View.Job(happened.Job).SubmitTime;
        if (_passed.Remove(happened.Job, out List<Passed>? passed))
        {
            foreach (Passed by in passed)
            {
                by.Advice.Account.CountDelay();
                double gpus = run.View.Job(by.Advice.Job).Request.TotalGpuMilli / 1000.0;
                Settle(by.Advice, gpus * (happened.Time - by.Started).TotalSeconds, harmed: waited > by.Waited);
            }
        }

        if (_waiting.Remove(happened.Job, out (Advice Advice, int Before) raised))
        {
            NotePassed(raised.Advice, raised.Before, new Passed(raised.Advice, happened.Time, waited));
        }
    }

    private void NotePassed(Advice advice, int before, Passed passed)
    {
        int next = NextByPriority();
        int priority = next < 0 ? int.MinValue : run.View.Job(next).Priority;
        if (priority < before || (priority == before && next > advice.Job))
        {
            Settle(advice, 0, harmed: false);
            return;
        }

        if (!_passed.TryGetValue(next, out List<Passed>? list))
        {
            _passed.Add(next, list = []);
        }

        list.Add(passed);
    }

    // Once for each job that was raised, not in every pass.
    private int NextByPriority()
    {
        int next = -1;
        foreach (int job in run.View.Pending)
        {
            next = next < 0 || run.View.Job(job).Priority > run.View.Job(next).Priority ? job : next;
        }

        return next;
    }

    private void Settle(Advice advice, double obtained, bool harmed) => advice.Account.Settle(
        advice.What.ExpectedGpuSeconds, obtained, harmed, LearnedClass.Of(run, advice.Job));

    private readonly record struct Passed(Advice Advice, SimTime Started, TimeSpan Waited);
}
