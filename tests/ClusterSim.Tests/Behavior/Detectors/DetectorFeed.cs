using ClusterSim.Behavior;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Behavior.Detectors;

/// <summary>Feeds detectors with hand-made events; times are in minutes.</summary>
internal sealed class DetectorFeed : IJobDirectory
{
    private readonly Dictionary<int, JobRequest> _requests = [];

    public DetectorFeed(params DetectorOptions[] detectors) => Monitor = new DetectorMonitor([.. detectors], this);

    public DetectorMonitor Monitor { get; }

    public IReadOnlyList<Detection> Found => Monitor.Detections;

    public string IdOf(int job) => $"j{job}";

    public JobRequest RequestOf(int job) => _requests.GetValueOrDefault(job, Request());

    public static JobRequest Request(string user = "u", string queue = "", int gpus = 2) => new()
    {
        PerInstance = new ResourceVector(Gpus: gpus), User = user, Application = "a", Queue = queue,
        Walltime = TimeSpan.FromDays(30),
    };

    public DetectorFeed Submit(double minute, int job, JobRequest? request = null)
    {
        _requests[job] = request ?? Request();
        return Send(minute, EventKind.JobSubmitted, job);
    }

    public DetectorFeed Start(double minute, int job = 0, int gpus = 2, int node = 0) =>
        Send(minute, EventKind.JobStarted, job, gpus, node: node);

    public DetectorFeed Use(double minute, double percent, int job = 0, PhaseKind phase = PhaseKind.Compute) =>
        Send(minute, EventKind.UtilizationChanged, job, 2, percent * 10, (int)phase);

    public DetectorFeed Sample(double minute, Metric metric, double value, int job = 0, int device = -1) =>
        Send(minute, EventKind.MetricSampled, job, device, value, (int)metric);

    public DetectorFeed Send(
        double minute, EventKind kind, int job = 0, int gpus = 2, double value = 0, int detail = 0, int node = -1)
    {
        Monitor.Observe(new SimulationEvent(At(minute), kind, job, node, gpus, value, detail));
        return this;
    }

    public DetectorFeed Clock(double minute)
    {
        Monitor.AdvanceTo(At(minute));
        return this;
    }

    public static SimTime At(double minute) => SimTime.FromSeconds(minute * 60);
}
