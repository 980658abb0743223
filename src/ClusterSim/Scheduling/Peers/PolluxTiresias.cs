using System.Collections.Immutable;
using ClusterSim.Scheduling.Elastic;

namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// Tiresias as the simulator of Pollux's artefact has it (petuum/adaptdl, branch osdi21-artifact, commit c793c70): two
/// queues, rounds, time on the nodes counted in whole rounds, and the nodes with most free GPUs first.
/// </summary>
internal sealed class PolluxTiresias(TimeSpan interval, double queueLimitGpuSeconds) : ISchedulingPolicy
{
    private readonly RoundClock _clock = new(interval);
    private readonly TrainingQueue _training = new();
    private readonly Reallocation _reallocation = new();
    private readonly List<int>[] _queues = [[], []];
    private bool[] _known = [], _runs = [];
    private TimeSpan[] _executed = [];

    public string Name => "tiresias-pollux";

    public IReadOnlyDictionary<string, string> Options { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("interval", FormattableString.Invariant($"{interval.TotalSeconds}s"))
        .Add("queue_limit", FormattableString.Invariant($"{queueLimitGpuSeconds}"));

    public void Begin(SchedulingView view)
    {
        _clock.Begin();
        _training.Begin(view, Name);
        (_known, _runs) = (new bool[view.JobCount], new bool[view.JobCount]);
        _executed = new TimeSpan[view.JobCount];
        _queues[0].Clear();
        _queues[1].Clear();
    }

    public void Schedule(SchedulingView view, Plan plan)
    {
        if (!_clock.IsRound(view, plan))
        {
            return;
        }

        List<int> jobs = _training.Jobs(view);
        _reallocation.Begin(view);
        Enqueue(view, jobs);
        Choose(view);
        foreach (int job in _queues[0].Concat(_queues[1]))
        {
            if (_runs[job] && _reallocation.Next(job).IsEmpty)
            {
                _reallocation.GiveFromMostFree(job, Gpus(view, job));
            }
        }

        _reallocation.Apply(view, plan, jobs, "the jobs of the first queue come first, in order");
    }

    private static int Gpus(SchedulingView view, int job) => view.Job(job).Request.Instances;

    private void Enqueue(SchedulingView view, List<int> jobs)
    {
        foreach (List<int> queue in _queues)
        {
            queue.RemoveAll(job => !view.Running.Contains(job) && !view.Pending.Contains(job));
        }

        foreach (int job in jobs)
        {
            if (!_known[job])
            {
                _known[job] = true;
                _queues[0].Add(job);
            }
        }

        foreach (int job in jobs)
        {
            _executed[job] += _runs[job] ? interval : TimeSpan.Zero;
            if (_runs[job] && _executed[job].TotalSeconds * Gpus(view, job) >= queueLimitGpuSeconds
                && _queues[0].Remove(job))
            {
                _queues[1].Add(job);
            }
        }
    }

    // In order of the queues as many as fit by number; those that do not are skipped.
    private void Choose(SchedulingView view)
    {
        int left = 0;
        foreach (Platforms.Node node in view.Platform.Nodes)
        {
            left += node.Gpus;
        }

        foreach (int job in _queues[0].Concat(_queues[1]))
        {
            _runs[job] = Gpus(view, job) <= left;
            left -= _runs[job] ? Gpus(view, job) : 0;
            if (!_runs[job])
            {
                _reallocation.Take(job);
            }
        }
    }
}
