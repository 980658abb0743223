using System.Collections.Immutable;
using ClusterSim.Events;

namespace ClusterSim.Behavior.Streams;

/// <summary>Looks up the events that prove detections in a second pass: their numbers and their text.</summary>
internal sealed class EvidenceRows : IEventObserver
{
    private readonly EventPass _pass;
    private static readonly (long Number, string JobId, string Text) s_none = (0, "", "");
    private readonly Dictionary<SimulationEvent, (long Number, string JobId, string Text)> _rows = [];
    private readonly HashSet<SimulationEvent> _wanted;
    private long _events;

    public EvidenceRows(IReadOnlyList<Detection> detections, EventPass pass)
    {
        _pass = pass;
        _wanted = [.. detections.SelectMany(detection => detection.Evidence)];
    }

    public void Observe(in SimulationEvent happened)
    {
        _events++;
        if (_wanted.Remove(happened))
        {
            string jobId = happened.Job >= 0 ? _pass.Jobs.IdOf(happened.Job) : "";
            _rows.Add(happened, (_events, jobId, EventText.Of(happened, jobId, _pass.Nodes())));
        }
    }

    /// <summary>The hit of a detection.</summary>
    public EventHit HitOf(Detection detection, int index, SumsOfRules sums)
    {
        (long Number, string JobId, string Text)[] rows =
        [
            .. detection.Evidence.Select(seen => _rows.GetValueOrDefault(seen, s_none)).OrderBy(row => row.Number),
        ];
        string jobId = rows.LastOrDefault(row => row.JobId.Length > 0, s_none).JobId;
        return new EventHit(
            detection with { Index = index }, jobId, [.. rows.Select(row => row.Number)],
            [.. rows.Select(row => row.Text)], sums.Add(detection, jobId));
    }
}
