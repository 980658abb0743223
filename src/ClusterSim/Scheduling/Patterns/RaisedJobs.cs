using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Waiting jobs whose priority was raised. Benefit: a raised job's GPUs times the time by which it started before the
/// first job in the queue that it passed; nothing when it passed nobody. Harmed: a passed job that waited longer in all
/// than the raised one.
/// </summary>
internal sealed class RaisedJobs(PatternRun run)
{
    private readonly Dictionary<int, Advice> _waiting = [];
    private readonly SortedDictionary<int, List<(Advice Advice, SimTime Started, TimeSpan Waited)>> _passed = [];

    public void Add(Advice advice) => _waiting[advice.Job] = advice;

    public void Observe(in SimulationEvent happened)
    {
        if (happened.Kind == EventKind.JobRejected && _waiting.Remove(happened.Job, out Advice? gone))
        {
            Settle(gone, 0, harmed: false);
        }
        else if (happened.Kind == EventKind.JobStarted)
        {
            Start(happened);
        }
    }

    private void Start(in SimulationEvent happened)
    {
        TimeSpan waited = happened.Time - run.View.Job(happened.Job).SubmitTime;
        if (_passed.Remove(happened.Job, out List<(Advice Advice, SimTime Started, TimeSpan Waited)>? raised))
        {
            foreach ((Advice advice, SimTime started, TimeSpan raisedWaited) in raised)
            {
                double gpus = run.View.Job(advice.Job).Request.TotalGpuMilli / 1000.0;
                bool harmed = waited > raisedWaited;
                if (harmed)
                {
                    run.Rails.NoteHarm(happened.Job);
                }

                advice.Account.CountDelay();
                Settle(advice, gpus * (happened.Time - started).TotalSeconds, harmed);
            }
        }

        if (_waiting.Remove(happened.Job, out Advice? raisedJob))
        {
            NotePassed(raisedJob, happened.Time, waited);
        }
    }

    private void NotePassed(Advice advice, SimTime now, TimeSpan waited)
    {
        int head = run.View.Pending.Next(0);
        if (head < 0 || head > advice.Job)
        {
            Settle(advice, 0, harmed: false);
            return;
        }

        if (!_passed.TryGetValue(head, out List<(Advice Advice, SimTime Started, TimeSpan Waited)>? raised))
        {
            _passed.Add(head, raised = []);
        }

        raised.Add((advice, now, waited));
    }

    private void Settle(Advice advice, double obtained, bool harmed) => advice.Account.Settle(
        advice.What.ExpectedGpuSeconds, obtained, harmed, LearnedClass.Of(run, advice.Job));
}
