namespace ClusterSim.Behavior.Logs;

/// <summary>
/// Finds all occurrences of many texts in one pass, upper and lower case of ASCII letters alike.
/// Source: Aho, Corasick, Efficient string matching, CACM 18 (6), 1975; failure links are folded into the transitions.
/// </summary>
internal sealed class TextAutomaton
{
    private const int NotInAnyText = 0;

    // Characters that occur in no text share the class 0.
    private readonly byte[] _classes = new byte[128];
    private readonly int[] _next;
    private readonly int[][] _found;
    private readonly int _width;

    /// <summary>An automaton for some texts.</summary>
    /// <param name="texts">Lower-case ASCII texts, none empty.</param>
    public TextAutomaton(IReadOnlyList<string> texts)
    {
        foreach (char c in texts.SelectMany(text => text).Distinct().Order())
        {
            _classes[c] = (byte)(_classes.Max() + 1);
        }

        for (char c = 'A'; c <= 'Z'; c++)
        {
            _classes[c] = _classes[char.ToLowerInvariant(c)];
        }

        _width = _classes.Max() + 1;
        List<int[]> trie = [NewState()];
        List<List<int>> found = [[]];
        for (int i = 0; i < texts.Count; i++)
        {
            Insert(texts[i], i, trie, found);
        }

        Link(trie, found);
        _next = [.. trie.SelectMany(state => state)];
        _found = [.. found.Select(ids => ids.ToArray())];
    }

    /// <summary>
    /// Marks the texts that occur with <paramref name="mark"/>, and lists those that were not so marked.
    /// </summary>
    public void Find(string text, int[] marks, int mark, List<int> found)
    {
        int state = 0;
        foreach (char c in text)
        {
            state = _next[(state * _width) + (c < 128 ? _classes[c] : NotInAnyText)];
            foreach (int id in _found[state])
            {
                if (marks[id] != mark)
                {
                    marks[id] = mark;
                    found.Add(id);
                }
            }
        }
    }

    private int[] NewState()
    {
        int[] state = new int[_width];
        Array.Fill(state, -1);
        return state;
    }

    private void Insert(string text, int id, List<int[]> trie, List<List<int>> found)
    {
        int state = 0;
        foreach (char c in text)
        {
            ref int next = ref trie[state][_classes[c]];
            if (next < 0)
            {
                next = trie.Count;
                trie.Add(NewState());
                found.Add([]);
            }

            state = next;
        }

        found[state].Add(id);
    }

    private void Link(List<int[]> trie, List<List<int>> found)
    {
        int[] failure = new int[trie.Count];
        Queue<int> pending = new([0]);
        while (pending.TryDequeue(out int state))
        {
            for (int c = 0; c < _width; c++)
            {
                ref int next = ref trie[state][c];
                int other = state == 0 ? 0 : trie[failure[state]][c];
                if (next < 0)
                {
                    next = other;
                    continue;
                }

                failure[next] = other;
                found[next].AddRange(found[other]);
                pending.Enqueue(next);
            }
        }
    }
}
