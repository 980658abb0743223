using ClusterSim.Behavior.Detectors;
using ClusterSim.Events;
using ClusterSim.Randomness;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// Samples of GPU utilization, one a minute and job: noise about a level that may fall at a known moment. The noise has
/// a deviation of 12 points; correlated, each sample keeps a share of the distance of the one before.
/// </summary>
internal sealed class TelemetryLoad(int jobs, double days, double correlation) : IJobDirectory
{
    private const int MinutesPerDay = 1440;
    private const double Deviation = 12;

    private readonly double[] _noise = Noise();

    /// <summary>Samples that one play hands out.</summary>
    public long Samples => (long)jobs * (int)(days * MinutesPerDay);

    public double JobDays => jobs * days;

    public string IdOf(int job) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{job}");

    public JobRequest RequestOf(int job) => new() { PerInstance = new ResourceVector(Gpus: 1) };

    /// <summary>Plays all jobs side by side to an observer.</summary>
    /// <param name="observer">Who looks on.</param>
    /// <param name="level">Level in % of a job at a minute.</param>
    public void Play(IEventObserver observer, Func<int, int, double> level)
    {
        double[] distance = new double[jobs];
        for (int job = 0; job < jobs; job++)
        {
            observer.Observe(new SimulationEvent(SimTime.Zero, EventKind.JobSubmitted, job));
            observer.Observe(new SimulationEvent(SimTime.Zero, EventKind.JobStarted, job, 0, 1));
        }

        double fresh = Math.Sqrt(1 - (correlation * correlation));
        uint state = 1;
        for (int minute = 0; minute < (int)(days * MinutesPerDay); minute++)
        {
            SimTime now = new(minute * TimeSpan.TicksPerMinute);
            for (int job = 0; job < jobs; job++)
            {
                state = unchecked((state * 1_664_525) + 1_013_904_223);
                distance[job] = (correlation * distance[job]) + (fresh * _noise[state >> 16]);
                double value = Math.Clamp(level(job, minute) + distance[job], 0, 100);
                observer.Observe(new SimulationEvent(now, EventKind.UtilizationChanged, job, -1, 1, 10 * value));
            }
        }
    }

    /// <summary>Falls that were found, with the minutes from the fall to the detection, in ascending order.</summary>
    /// <param name="options">The detector.</param>
    /// <param name="before">Level in % before the fall.</param>
    /// <param name="after">Level in % after it.</param>
    /// <param name="minute">Minute of the fall.</param>
    public double[] Delays(UtilizationDropOptions options, double before, double after, int minute)
    {
        DetectorMonitor monitor = new([options], this);
        Play(monitor, (_, now) => now < minute ? before : after);
        return [.. monitor.Detections.Where(found => found.Time.Seconds / 60 >= minute)
            .Select(found => (found.Time.Seconds / 60) - minute).Order()];
    }

    private static double[] Noise()
    {
        RandomStream random = new(4, "telemetry");
        NormalDistribution normal = new(0, Deviation);
        double[] noise = new double[1 << 16];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = normal.Sample(random);
        }

        return noise;
    }
}
