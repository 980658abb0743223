using System.Globalization;
using ClusterSim.Events;

namespace ClusterSim.Tests.Determinism;

/// <summary>Every event of a run as a line of text with full precision, to be compared byte by byte.</summary>
internal sealed class EventLog : IEventObserver
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Observe(in SimulationEvent happened)
    {
        (long ticks, EventKind kind, double value) = (happened.Time.Ticks, happened.Kind, happened.Value);
        string where = Text($"{happened.Job} {happened.Node} {happened.Gpus}");
        _lines.Add(Text($"{ticks} {kind} {where} {value:R} {happened.Detail}"));
    }

    /// <summary>The first event in which two logs differ; <c>null</c> when they are equal.</summary>
    public static string? FirstDifference(EventLog expected, EventLog actual)
    {
        int shorter = Math.Min(expected._lines.Count, actual._lines.Count);
        for (int i = 0; i <= shorter; i++)
        {
            string left = expected._lines.ElementAtOrDefault(i) ?? "(end)",
                right = actual._lines.ElementAtOrDefault(i) ?? "(end)";
            if (left != right)
            {
                return Text($"event {i}: '{left}' against '{right}'");
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
