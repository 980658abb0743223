namespace ClusterSim.Behavior.Mining;

/// <summary>
/// One depth-first search. A projection is the ascending list of the sets in which an occurrence of the pattern may
/// end; it never copies a sequence. All ends are kept, not only the first, because a limited gap may need a later one.
/// </summary>
internal sealed class PrefixSpanSearch(SequenceDatabase database, PrefixSpanOptions options)
{
    private readonly int _gap = options.MaxGap ?? database.SequenceOf.Length;
    private readonly ExtensionCounts _together = new(database.Symbols.Length);
    private readonly ExtensionCounts _after = new(database.Symbols.Length);
    private readonly List<int> _code = [];
    private readonly List<FrequentPattern> _found = [];

    public List<FrequentPattern> Run()
    {
        VisitAll(CountIn(_after));
        _after.Select(options.MinSupport);
        VisitAll(FillOf(_after));
        Grow(_after.Take(), together: false, length: 1);
        return _found;
    }

    private delegate void ExtensionVisit(int symbol, int set, int sequence);

    private static ExtensionVisit CountIn(ExtensionCounts counts) =>
        (symbol, _, sequence) => counts.Count(symbol, sequence);

    private static ExtensionVisit FillOf(ExtensionCounts counts) => (symbol, set, _) => counts.Fill(symbol, set);

    private void VisitAll(ExtensionVisit visit)
    {
        for (int set = 0; set < database.SequenceOf.Length; set++)
        {
            VisitItems(set, -1, visit);
        }
    }

    private void Grow(List<Projection> children, bool together, int length)
    {
        foreach (Projection child in children)
        {
            int before = _code.Count;
            if (together)
            {
                _code[^1] = child.Symbol;
            }
            else
            {
                _code.Add(child.Symbol);
            }

            _code.Add(-1);
            SymbolPattern pattern = SymbolPattern.OfCode([.. _code], database.Symbols);
            _found.Add(new FrequentPattern(pattern, child.Support));
            if (length < options.MaxLength)
            {
                Extend(child, length + 1);
            }

            _code.RemoveRange(before, _code.Count - before);
            if (together)
            {
                _code[^1] = -1;
            }
        }
    }

    private void Extend(Projection prefix, int length)
    {
        Visit(prefix, CountIn(_together), CountIn(_after));
        _together.Select(options.MinSupport);
        _after.Select(options.MinSupport);
        Visit(prefix, FillOf(_together), FillOf(_after));
        (List<Projection> together, List<Projection> after) = (_together.Take(), _after.Take());
        Grow(together, together: true, length);
        Grow(after, together: false, length);
    }

    private void Visit(Projection prefix, ExtensionVisit together, ExtensionVisit after)
    {
        int[] sequenceOf = database.SequenceOf;
        int next = 0;
        foreach (int end in prefix.Ends)
        {
            VisitItems(end, prefix.Symbol, together);
            int sequence = sequenceOf[end];
            // Each set of the sequence is visited once, from however many ends it can be reached.
            next = Math.Max(next, end + 1);
            long last = Math.Min((long)end + _gap, sequenceOf.Length - 1L);
            for (; next <= last && sequenceOf[next] == sequence; next++)
            {
                VisitItems(next, -1, after);
            }
        }
    }

    private void VisitItems(int set, int above, ExtensionVisit visit)
    {
        int sequence = database.SequenceOf[set];
        for (int i = database.SetStart[set + 1] - 1; i >= database.SetStart[set] && database.Items[i] > above; i--)
        {
            visit(database.Items[i], set, sequence);
        }
    }
}
