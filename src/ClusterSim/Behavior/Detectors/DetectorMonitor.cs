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

    /// <summary>A monitor that has seen nothing yet.</summary>
    /// <param name="detectors">The detectors; their order decides the order of detections of one moment.</param>
    /// <param name="jobs">
    /// The jobs of the run, e.g. a <see cref="Workload"/>, or those of a stream of events, whose numbers are used again
    /// after the end of a job.
    /// </param>
    /// <exception cref="ArgumentException">An option is wrong; the message lists all that are.</exception>
    public DetectorMonitor(ImmutableArray<DetectorOptions> detectors, IJobDirectory jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        string[] problems = [.. detectors.SelectMany(one => one.Problems().Select(text => $"{one.Name}.{text}"))];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(detectors));
        }

        _jobs = new DetectorJobs(jobs);
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
