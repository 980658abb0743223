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

    /// <summary>
    /// The first event in which two logs differ, with time, kind and job on both sides; <c>null</c> when they are
    /// equal.
    /// </summary>
    public static string? FirstDifference(EventLog expected, EventLog actual) =>
        FirstDifference(expected._lines, actual._lines);

    /// <summary>As above, for logs that were written down.</summary>
    public static string? FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string left = expected.ElementAtOrDefault(i) ?? "", right = actual.ElementAtOrDefault(i) ?? "";
            if (left != right)
            {
                string counts = Text($"{expected.Count} and {actual.Count}");
                return Text($"event {i} of {counts}: expected {Words(left)}; found {Words(right)}");
            }
        }

        return null;
    }

    // From "ticks kind job node gpus value detail".
    private static string Words(string line)
    {
        if (line.Length == 0)
        {
            return "the end of the log";
        }

        string[] fields = line.Split(' ');
        decimal seconds = decimal.Parse(fields[0], CultureInfo.InvariantCulture) / TimeSpan.TicksPerSecond;
        string rest = $"node {fields[3]}, {fields[4]} GPUs, value {fields[5]}, detail {fields[6]}";
        return Text($"at {seconds} s {fields[1]} of job {fields[2]} ({rest})");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
