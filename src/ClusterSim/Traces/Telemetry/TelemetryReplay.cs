using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>The second pass: tells the samples, and the jobs around them, as events in order of time.</summary>
internal sealed class TelemetryReplay
{
    private readonly IEventObserver _observer;
    private readonly SimTime _zero;
    private readonly TelemetryLife[] _lives;
    private readonly Job[] _jobs;
    private readonly int[] _nodes;
    private readonly (SimTime Time, Phase Phase, int Job)[] _changes;
    private readonly Dictionary<int, int> _running = [];
    private readonly Dictionary<int, MeasuredJob> _measured = [];
    private int _nextChange;

    /// <param name="zero">What the source's clock shows at time 0.</param>
    /// <param name="lives">The stretch of each job, by the job's index.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="nodes">Node of each job; -1 when unknown.</param>
    /// <param name="observer">Who is told.</param>
    public TelemetryReplay(SimTime zero, TelemetryLife[] lives, Job[] jobs, int[] nodes, IEventObserver observer)
    {
        (_zero, _lives, _jobs, _nodes, _observer) = (zero, lives, jobs, nodes, observer);
        _changes =
        [
            .. Enumerable.Range(0, jobs.Length).SelectMany(ChangesOf).Order(),
        ];
    }

    private enum Phase
    {
        End, Submit, Start,
    }

    /// <summary>Samples of jobs that were not running at that time.</summary>
    public long Strays { get; private set; }

    /// <summary>Tells everything.</summary>
    public void Run(SampleInstants instants)
    {
        foreach ((SimTime time, List<TelemetrySample> samples) in instants.All())
        {
            SimTime now = SimTime.Zero + (time - _zero);
            ChangeUntil(now);
            for (int i = 0; i < samples.Count;)
            {
                int begin = i;
                while (i < samples.Count
                    && samples[i].Subject == samples[begin].Subject && samples[i].Metric == samples[begin].Metric)
                {
                    i++;
                }

                Tell(now, samples, begin, i);
            }
        }

        ChangeUntil(SimTime.Never);
    }

    private IEnumerable<(SimTime Time, Phase Phase, int Job)> ChangesOf(int job)
    {
        yield return (_lives[job].Submit, Phase.Submit, job);
        yield return (_lives[job].Start, Phase.Start, job);
        if (!_lives[job].IsCensored)
        {
            yield return (_lives[job].End, Phase.End, job);
        }
    }

    private void ChangeUntil(SimTime now)
    {
        while (_nextChange < _changes.Length && _changes[_nextChange].Time <= now)
        {
            (SimTime time, Phase phase, int job) = _changes[_nextChange++];
            int gpus = _jobs[job].Request.TotalGpus;
            EventKind kind = phase switch
            {
                Phase.Submit => EventKind.JobSubmitted,
                Phase.Start => EventKind.JobStarted,
                _ => EndOf(_jobs[job].Profile.Outcome),
            };
            Note(phase, job);
            _observer.Observe(new SimulationEvent(
                time, kind, job, phase == Phase.Submit ? -1 : _nodes[job], phase == Phase.Submit ? 0 : gpus));
        }
    }

    private void Note(Phase phase, int job)
    {
        int subject = _lives[job].Subject;
        if (phase == Phase.Start)
        {
            _running[subject] = job;
        }
        else if (phase == Phase.End)
        {
            _running.Remove(subject);
            _measured.Remove(job);
        }
    }

    /// <summary>Samples of one metric of one subject: those of its parts, then that of the whole.</summary>
    private void Tell(SimTime now, List<TelemetrySample> samples, int begin, int end)
    {
        TelemetrySample first = samples[begin];
        int job = -1;
        if (first.Subject >= 0 && !_running.TryGetValue(first.Subject, out job))
        {
            Strays += end - begin;
            return;
        }

        bool isWhole = job < 0 || (end - begin == 1 && first.Device < 0 && first.Node < 0);
        for (int i = begin; i < end; i++)
        {
            if (isWhole || samples[i].Device >= 0)
            {
                Tell(now, job, samples[i].Node, samples[i].Device, first.Metric, samples[i].Value);
            }
        }

        if (!isWhole)
        {
            TellWhole(now, job, samples, begin, end);
        }
    }

    private void TellWhole(SimTime now, int job, List<TelemetrySample> samples, int begin, int end)
    {
        if (!_measured.TryGetValue(job, out MeasuredJob? measured))
        {
            _measured.Add(job, measured = new MeasuredJob());
        }

        for (int i = begin; i < end; i++)
        {
            measured.Add(samples[i]);
        }

        Metric metric = samples[begin].Metric;
        (double value, int node) = measured.Of(metric);
        Tell(now, job, node, -1, metric, value);
        bool isOfDevices = metric == Metric.GpuUtilization && samples[begin].Device >= 0;
        if (isOfDevices && measured.ActiveGpus() is int active && active != measured.ToldActiveGpus)
        {
            measured.ToldActiveGpus = active;
            Tell(now, job, node, -1, Metric.ActiveGpus, active);
        }
    }

    private void Tell(SimTime now, int job, int node, int device, Metric metric, double value) =>
        _observer.Observe(new SimulationEvent(now, EventKind.MetricSampled, job, node, device, value, (int)metric));

    private static EventKind EndOf(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Failed => EventKind.JobFailed,
        JobOutcome.Cancelled => EventKind.JobCancelled,
        _ => EventKind.JobCompleted,
    };
}
