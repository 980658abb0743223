using System.Globalization;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Telemetry;

/// <summary>Makes jobs of what the survey saw.</summary>
internal sealed class TelemetryLives
{
    private readonly TelemetryDirectory _directory;
    private readonly TelemetrySurvey _survey;
    private readonly TimeSpan _interval, _gapLimit;

    public TelemetryLives(
        TelemetryDirectory directory, TelemetrySurvey survey, TimeSpan interval, TimeSpan gapLimit)
    {
        (_directory, _survey, _interval, _gapLimit) = (directory, survey, interval, gapLimit);
        Zero = survey.First;
        End = survey.Last + interval;
        for (int i = 0; i < survey.Subjects.Count; i++)
        {
            KnownJob? known = directory.KnownOf(i);
            Zero = SimTime.Min(Zero, known?.Submit ?? known?.Start ?? Zero);
            End = SimTime.Max(End, known?.End ?? End);
        }
    }

    /// <summary>What the source's clock shows when the telemetry begins.</summary>
    public SimTime Zero { get; }

    /// <summary>What the source's clock shows when the telemetry ends: an interval after the last sample.</summary>
    public SimTime End { get; }

    /// <summary>Every stretch of every subject, with its job.</summary>
    public IEnumerable<(TelemetryLife Life, Job Job)> All()
    {
        for (int subject = 0; subject < _survey.Subjects.Count; subject++)
        {
            if (_survey.Subjects[subject] is { } seen)
            {
                foreach (TelemetryLife life in Of(subject, seen, _directory.KnownOf(subject)))
                {
                    yield return (life, JobOf(life, seen, _directory.KnownOf(subject)));
                }
            }
        }
    }

    private IEnumerable<TelemetryLife> Of(int subject, SubjectSurvey seen, KnownJob? known)
    {
        SimTime start = known?.Start ?? seen.First;
        int number = 1;
        if (known is null || (known.Start is null && known.End is null))
        {
            foreach ((SimTime from, SimTime to) in seen.Pauses.Where(pause => pause.To - pause.From > _gapLimit))
            {
                SimTime end = from + _interval;
                yield return Life(subject, number++, start, start, end, isCensored: false);
                start = to;
            }
        }

        SimTime last = seen.Last + _interval;
        bool isCensored = known?.End is null && (known?.Start is not null || End - last < _gapLimit);
        yield return Life(
            subject, number, number == 1 ? known?.Submit ?? start : start, start,
            known?.End ?? (isCensored ? End : last), isCensored);
    }

    private TelemetryLife Life(int subject, int number, SimTime submit, SimTime start, SimTime end, bool isCensored) =>
        new(subject, number, new SimTime(0) + (SimTime.Min(submit, start) - Zero), SimTime.Zero + (start - Zero),
            SimTime.Zero + (SimTime.Max(start, end) - Zero), isCensored);

    private Job JobOf(in TelemetryLife life, SubjectSurvey seen, KnownJob? known)
    {
        string name = _directory.Subjects[life.Subject];
        return new Job
        {
            Id = life.Number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}~{life.Number}"),
            SubmitTime = life.Submit,
            Request = known?.Request ?? RequestOf(seen),
            Profile = new JobProfile
            {
                RunTime = life.End - life.Start,
                Censored = life.IsCensored,
                Outcome = known?.Outcome ?? JobOutcome.Completed,
            },
            Recorded = new RecordedRun(
                life.Start, life.IsCensored ? null : life.End,
                Submitted: life.Number > 1 || known?.Submit is not null || seen.First > _survey.First),
        };
    }

    private static JobRequest RequestOf(SubjectSurvey seen)
    {
        (int instances, ResourceVector each) = GangShape.Of(Math.Max(1, seen.Nodes), seen.Gpus, 0, 0, out _);
        return new JobRequest { Instances = instances, PerInstance = each };
    }
}
