using ClusterSim.Events;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Detectors;

/// <summary>The detections of all detectors of a run, in the order in which they were made.</summary>
internal sealed class DetectionLog
{
    private readonly List<Detection> _detections = [];

    public IReadOnlyList<Detection> Detections => _detections;

    public void Add(
        DetectorOptions by, SimTime time, int job, string key, ReadOnlySpan<SimulationEvent> evidence,
        Recommendation? recommendation, DetectionTest test, string jobId = "") =>
        _detections.Add(new Detection(
            _detections.Count, by.Id, by.Id, time, job, key, [.. evidence], recommendation)
        {
            Test = test,
            JobId = jobId,
        });
}
