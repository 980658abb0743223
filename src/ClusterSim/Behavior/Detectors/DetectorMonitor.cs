using System.Collections.Immutable;
using ClusterSim.Events;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Behavior.Detectors;

/// <summary>
/// Watches a run, or any stream of events, with statistical detectors. Tests fall due by the simulated clock or with
/// events; memory is bounded by the jobs in the system, the users and the nodes.
/// </summary>
public sealed class DetectorMonitor : IBehaviorMonitor
{
    private readonly DetectionLog _log = new();
    private readonly DetectorJobs _jobs;
    private readonly IDetector[] _detectors;

    /// <summary>A monitor of a run that has seen nothing yet.</summary>
    /// <param name="detectors">The detectors; their order decides the order of detections of one moment.</param>
    /// <param name="workload">The jobs of the run; only ids and requests are read, never profiles.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists all that are.</exception>
    public DetectorMonitor(ImmutableArray<DetectorOptions> detectors, Workload workload)
        : this(detectors, job => workload.Jobs[job].Id, job => workload.Jobs[job].Request) =>
        ArgumentNullException.ThrowIfNull(workload);

    /// <summary>A monitor of a stream whose jobs are not known beforehand.</summary>
    /// <param name="detectors">The detectors; their order decides the order of detections of one moment.</param>
    /// <param name="idOf">Identifier of a job by its number in the events.</param>
    /// <param name="requestOf">
    /// What a job asked for, by its number; asked when it is submitted or starts. A number may be used again after the
    /// end of its job.
    /// </param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists all that are.</exception>
    public DetectorMonitor(
        ImmutableArray<DetectorOptions> detectors, Func<int, string> idOf, Func<int, JobRequest> requestOf)
    {
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(requestOf);
        string[] problems = [.. detectors.SelectMany(one => one.Problems().Select(text => $"{one.Name}.{text}"))];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(detectors));
        }

        _jobs = new DetectorJobs(idOf, requestOf);
        _detectors = [.. detectors.Select(one => one.Make(_jobs, _log))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Detection> Detections => _log.Detections;

    /// <inheritdoc/>
    public SimTime NextDeadline
    {
        get
        {
            SimTime next = SimTime.Never;
            foreach (IDetector detector in _detectors)
            {
                next = SimTime.Min(next, detector.NextDeadline);
            }

            return next;
        }
    }

    /// <inheritdoc/>
    public void AdvanceTo(SimTime now)
    {
        while (NextDeadline is { IsNever: false } due && due <= now)
        {
            foreach (IDetector detector in _detectors)
            {
                detector.AdvanceTo(due);
            }
        }
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        // What falls due at this very moment waits: other events of the moment may belong to the pane's end.
        AdvanceTo(new SimTime(happened.Time.Ticks - 1));
        _jobs.Observe(happened);
        foreach (IDetector detector in _detectors)
        {
            detector.Observe(happened);
        }
    }
}
