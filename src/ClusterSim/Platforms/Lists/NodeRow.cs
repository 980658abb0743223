using System.Globalization;

namespace ClusterSim.Platforms.Lists;

/// <summary>A row of a table of nodes, whose fields hold neither quotes nor commas.</summary>
internal sealed class NodeRow(NodeTableFormat format, string[] fields, int line, List<PlatformProblem> problems)
{
    private readonly int _problemsBefore = problems.Count;

    public int Line => line;

    /// <summary>Whether nothing was reported of this row so far.</summary>
    public bool IsGood => problems.Count == _problemsBefore;

    /// <summary>The field without the blanks around it.</summary>
    public string Text(int column) => fields[column].Trim();

    /// <summary>A whole number; the least allowed one, and a problem, when the field does not hold one.</summary>
    public int Number(int column, int max, int min = 0) => (int)LongNumber(column, max, min);

    /// <inheritdoc cref="Number"/>
    public long LongNumber(int column, long max, long min = 0)
    {
        string text = Text(column);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && value >= min && value <= max)
        {
            return value;
        }

        Report(column, $"found '{text}', expected a whole number from {min} to {max}");
        return min;
    }

    /// <summary>A text that must not be empty.</summary>
    public string Required(int column, string what)
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            Report(column, $"found nothing, expected {what}");
        }

        return text;
    }

    public void Report(int column, string message) => problems.Add(new PlatformProblem(
        format.Columns[column], message, line, 1 + fields.Take(column).Sum(field => field.Length + 1)));
}
