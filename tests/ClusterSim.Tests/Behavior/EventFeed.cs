using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior;

/// <summary>Feeds a monitor with hand-made events; times are in minutes.</summary>
internal sealed class EventFeed
{
    private readonly RuleMonitor _monitor;

    public EventFeed(Workload workload, params RuleSet[] rules) => _monitor = new RuleMonitor([.. rules], workload);

    public RuleMonitor Monitor => _monitor;

    public IReadOnlyList<Detection> Found => _monitor.Detections;

    /// <summary>Jobs of user u and application a with 2 GPUs each and a walltime of 10 hours, submitted at 0.</summary>
    public static Workload Jobs(int count) => new(Enumerable.Range(0, count).Select(i => new Job
    {
        Id = $"j{i}",
        SubmitTime = SimTime.Zero,
        Request = new JobRequest
        {
            PerInstance = new ResourceVector(Gpus: 2), Walltime = TimeSpan.FromHours(10), User = "u", Application = "a",
        },
        Profile = new JobProfile { RunTime = TimeSpan.FromHours(10) },
    }));

    public EventFeed Start(double minute, int job = 0, int gpus = 2, int restarts = 0) =>
        Send(minute, EventKind.JobStarted, job, gpus, restarts);

    public EventFeed Use(
        double minute, double percent, PhaseKind phase = PhaseKind.Compute, int job = 0, int gpus = 2) =>
        Send(minute, EventKind.UtilizationChanged, job, gpus, percent * 10, (int)phase);

    public EventFeed Send(double minute, EventKind kind, int job = 0, int gpus = 2, double value = 0, int detail = 0)
    {
        _monitor.Observe(
            new SimulationEvent(SimTime.FromSeconds(minute * 60), kind, job, Gpus: gpus, Value: value, Detail: detail));
        return this;
    }

    /// <summary>A sample of a metric, of the job as a whole unless a node and device are named.</summary>
    public EventFeed Measure(
        double minute, Metric metric, double value, int job = 0, int node = -1, int device = -1)
    {
        _monitor.Observe(new SimulationEvent(
            SimTime.FromSeconds(minute * 60), EventKind.MetricSampled, job, node, device, value, (int)metric));
        return this;
    }

    public EventFeed Clock(double minute)
    {
        _monitor.AdvanceTo(SimTime.FromSeconds(minute * 60));
        return this;
    }

    public static double Minutes(SimTime time) => time.Seconds / 60;
}
