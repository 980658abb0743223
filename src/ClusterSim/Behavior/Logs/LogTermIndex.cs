using System.Text;

namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Finds which of many terms a text meets. The texts that the terms require are searched together; a term is tested
/// only if one of its texts occurs, or if it requires none.
/// </summary>
internal sealed class LogTermIndex
{
    private readonly LogTerm[] _terms;
    private readonly TextAutomaton _automaton;
    private readonly int[][] _termsOfText;
    private readonly int[] _always, _beyondAscii, _textMarks, _termMarks;
    private readonly List<int> _found = [];
    private int _mark;

    public LogTermIndex(LogTerm[] terms)
    {
        _terms = terms;
        List<int> always = [], beyond = [];
        Dictionary<string, List<int>> users = new(StringComparer.Ordinal);
        for (int i = 0; i < terms.Length; i++)
        {
            IReadOnlyList<string> texts = TextsOf(terms[i]);
            foreach (string text in texts)
            {
                (users.TryGetValue(text, out List<int>? user) ? user : users[text] = []).Add(i);
            }

            (texts.Count == 0 ? always : beyond).Add(i);
        }

        _always = [.. always];

        // Letters beyond ASCII that fold to ASCII ones escape the search where an expression ignores case.
        _beyondAscii = [.. beyond.Where(i => terms[i].Kind == LogTermKind.Regex)];
        _automaton = new TextAutomaton([.. users.Keys]);
        _termsOfText = [.. users.Values.Select(user => user.ToArray())];
        (_textMarks, _termMarks) = (new int[users.Count], new int[terms.Length]);
    }

    /// <summary>Adds the indices of the terms that the text meets.</summary>
    public void Find(string text, List<int> met)
    {
        _mark++;
        _found.Clear();
        _automaton.Find(text, _textMarks, _mark, _found);
        foreach (int found in _found)
        {
            Test(_termsOfText[found], text, met);
        }

        Test(_always, text, met);
        if (_beyondAscii.Length > 0 && !Ascii.IsValid(text))
        {
            Test(_beyondAscii, text, met);
        }
    }

    private void Test(int[] terms, string text, List<int> met)
    {
        foreach (int term in terms)
        {
            if (_termMarks[term] != _mark)
            {
                _termMarks[term] = _mark;
                if (_terms[term].Accepts(text))
                {
                    met.Add(term);
                }
            }
        }
    }

    private static IReadOnlyList<string> TextsOf(LogTerm term)
    {
        if (term.Kind != LogTermKind.Value)
        {
            return term.Kind == LogTermKind.Regex ? RequiredTexts.Of(term.Text) : [];
        }

        char[] beyond = [.. term.Text.Where(c => !char.IsAscii(c))];
        string ascii = beyond.Length == 0 ? term.Text : term.Text.Split(beyond).MaxBy(part => part.Length)!;
        return ascii.Length == 0 ? [] : [ascii.ToLowerInvariant()];
    }
}
