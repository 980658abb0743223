using ClusterSim.Time;

namespace ClusterSim.Traces.Telemetry;

/// <summary>The first pass over the samples: who is there from when to when, and how often it is measured.</summary>
internal sealed class TelemetrySurvey
{
    private readonly TimeSpan _longPause;
    private readonly Dictionary<long, long> _pauses = [];

    private TelemetrySurvey(TimeSpan longPause) => _longPause = longPause;

    /// <summary>What was seen of each subject, by its number; <c>null</c> for one without samples.</summary>
    public List<SubjectSurvey?> Subjects { get; } = [];

    /// <summary>Samples that count.</summary>
    public long Samples { get; private set; }

    /// <summary>Time of the first sample.</summary>
    public SimTime First { get; private set; } = SimTime.Never;

    /// <summary>Time of the last sample.</summary>
    public SimTime Last { get; private set; } = SimTime.Zero;

    /// <summary>The most frequent time between two samples of a subject; <c>null</c> when no subject has two.</summary>
    public TimeSpan? Interval => _pauses.Count == 0
        ? null
        : new TimeSpan(_pauses.OrderByDescending(pause => pause.Value).ThenBy(pause => pause.Key).First().Key);

    /// <summary>Goes through all samples.</summary>
    public static TelemetrySurvey Of(SampleInstants instants, TimeSpan longPause)
    {
        TelemetrySurvey survey = new(longPause);
        foreach ((SimTime time, List<TelemetrySample> samples) in instants.All())
        {
            survey.Add(time, samples);
        }

        return survey;
    }

    private void Add(SimTime time, List<TelemetrySample> samples)
    {
        First = SimTime.Min(First, time);
        Last = time;
        Samples += samples.Count;
        int before = -1;
        foreach (TelemetrySample sample in samples)
        {
            if (sample.Subject < 0)
            {
                continue;
            }

            if (sample.Subject != before)
            {
                Reach(sample.Subject, time);
                before = sample.Subject;
            }

            Subjects[sample.Subject]!.Add(sample);
        }
    }

    private void Reach(int subject, SimTime time)
    {
        while (Subjects.Count <= subject)
        {
            Subjects.Add(null);
        }

        if (Subjects[subject] is not { } seen)
        {
            Subjects[subject] = new SubjectSurvey(time);
            return;
        }

        long pause = Rounded(seen.Reach(time, _longPause).Ticks);
        _pauses[pause] = _pauses.GetValueOrDefault(pause) + 1;
    }

    /// <summary>To whole seconds, or below 1 s to milliseconds, as clocks jitter.</summary>
    private static long Rounded(long ticks)
    {
        long unit = ticks < TimeSpan.TicksPerSecond ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;
        return Math.Max(1, (ticks + (unit / 2)) / unit) * unit;
    }
}
