namespace ClusterSim.Journals;

/// <summary>The texts of the latest log lines, by the number that their events carry as detail.</summary>
internal sealed class EventTexts
{
    // Numbers begin anew after so many, so that days of log lines need no more memory than the last of them.
    private const int Kept = 1 << 16;
    private readonly List<string> _texts = [];
    private int _next;

    public string this[int detail] => detail >= 0 && detail < _texts.Count ? _texts[detail] : "";

    public int Add(ReadOnlySpan<char> text)
    {
        int number = _next;
        _next = (_next + 1) % Kept;
        if (number == _texts.Count)
        {
            _texts.Add(text.ToString());
        }
        else
        {
            _texts[number] = text.ToString();
        }

        return number;
    }
}
