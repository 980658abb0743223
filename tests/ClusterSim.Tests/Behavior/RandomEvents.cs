using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>Random but possible lives of a few jobs of two users, in whole minutes.</summary>
internal sealed class RandomEvents
{
    public const int Jobs = 4, Nodes = 3;

    private readonly RandomStream _random;
    private readonly List<SimulationEvent> _events = [];
    private readonly char[] _stage = [.. Enumerable.Repeat('-', Jobs)];
    private readonly int[] _starts = new int[Jobs];
    private readonly int[] _gpus = new int[Jobs];
    private int _minute;

    private RandomEvents(RandomStream random) => _random = random;

    /// <summary>Jobs 0 and 1 of user u, 2 of v, 3 of nobody; 1, 2, 4 GPUs and half a one.</summary>
    public static Workload Workload { get; } = new(Enumerable.Range(0, Jobs).Select(i => new Job
    {
        Id = $"j{i}",
        SubmitTime = SimTime.Zero,
        Request = new JobRequest
        {
            Instances = 1 << (i % 3),
            PerInstance = new ResourceVector(Gpus: 1, GpuMilli: i == 3 ? 500 : 1000, MemoryMiB: 4096),
            Walltime = i == 2 ? null : TimeSpan.FromHours(i + 1),
            User = i switch { 0 or 1 => "u", 2 => "v", _ => "" },
            Application = "a",
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromHours(1) },
    }));

    public static List<SimulationEvent> Draw(RandomStream random, int length)
    {
        RandomEvents stream = new(random);
        while (stream._events.Count < length)
        {
            stream.Step();
        }

        return stream._events;
    }

    private void Step()
    {
        _minute += _random.NextInt(3) * _random.NextInt(4) * (_random.NextInt(20) == 0 ? 100 : 1);
        int job = _random.NextInt(Jobs);
        switch (_stage[job], _random.NextInt(12))
        {
            case ('-', _):
                Add(EventKind.JobSubmitted, job);
                _stage[job] = 'w';
                break;
            case ('w', 0):
                Add(EventKind.JobCancelled, job);
                _stage[job] = 'e';
                break;
            case ('w', < 7):
                _gpus[job] = Workload.Jobs[job].Request.TotalGpus;
                Add(EventKind.JobStarted, job, _random.NextInt(Nodes), _gpus[job], _starts[job]++);
                _stage[job] = 'r';
                break;
            case ('r', 0):
                Stop(job);
                break;
            case ('r', 1):
                _gpus[job] = Math.Max(1, _gpus[job] / 2);
                Add(EventKind.JobResized, job, _random.NextInt(Nodes), _gpus[job]);
                break;
            case ('r', < 5):
                Add(EventKind.UtilizationChanged, job, -1, _gpus[job], 100 * _random.NextInt(11), _random.NextInt(3));
                break;
            case ('r', < 11):
                Sample(job);
                break;
            case ('e', 0) when _random.NextInt(3) == 0:
                Add(EventKind.JobRetried, job, value: 2);
                _stage[job] = 'w';
                break;
            case (_, 11):
                Add(EventKind.MetricSampled, -1, _random.NextInt(Nodes), -1, _random.NextInt(100),
                    (int)Metric.CpuUtilization);
                break;
        }
    }

    private void Stop(int job)
    {
        EventKind[] kinds =
        [
            EventKind.JobCompleted, EventKind.JobFailed, EventKind.JobPreempted, EventKind.JobEvicted,
            EventKind.JobTimedOut,
        ];
        EventKind kind = kinds[_random.NextInt(kinds.Length)];
        Add(kind, job, -1, _gpus[job]);
        _stage[job] = kind is EventKind.JobPreempted or EventKind.JobEvicted ? 'w' : 'e';
    }

    private void Sample(int job)
    {
        Metric[] metrics = [Metric.GpuUtilization, Metric.GpuMemory, Metric.Memory, Metric.ActiveGpus];
        Metric metric = metrics[_random.NextInt(metrics.Length)];
        bool device = metric == Metric.GpuMemory;
        Add(EventKind.MetricSampled, job, device ? _random.NextInt(Nodes) : -1, device ? _random.NextInt(2) : -1,
            _random.NextInt(metric == Metric.GpuUtilization ? 101 : 5), (int)metric);
    }

    private void Add(EventKind kind, int job, int node = -1, int gpus = 0, double value = 0, int detail = 0) =>
        _events.Add(new SimulationEvent(SimTime.FromSeconds(_minute * 60), kind, job, node, gpus, value, detail));
}
