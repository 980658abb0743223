namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Counts by which symbols a pattern can grow, then collects where: two passes, so that nothing is kept for symbols
/// that turn out to be rare. Arrays over the alphabet are shared by the whole search and reset by what was touched.
/// </summary>
internal sealed class ExtensionCounts
{
    private readonly int[] _support, _size, _lastSequence, _slot;
    private readonly List<int> _touched = [];
    private List<Projection> _chosen = [];

    public ExtensionCounts(int alphabet)
    {
        (_support, _size, _slot) = (new int[alphabet], new int[alphabet], new int[alphabet]);
        _lastSequence = new int[alphabet];
        Array.Fill(_slot, -1);
    }

    public void Count(int symbol, int sequence)
    {
        if (_size[symbol]++ == 0)
        {
            _touched.Add(symbol);
            _lastSequence[symbol] = -1;
        }

        if (_lastSequence[symbol] != sequence)
        {
            _lastSequence[symbol] = sequence;
            _support[symbol]++;
        }
    }

    /// <summary>Ends the first pass: only symbols of enough support are collected in the second.</summary>
    public void Select(int minSupport)
    {
        _touched.Sort();
        foreach (int symbol in _touched)
        {
            if (_support[symbol] >= minSupport)
            {
                _slot[symbol] = _chosen.Count;
                _chosen.Add(new Projection(symbol, _support[symbol], new int[_size[symbol]]));
                _size[symbol] = 0;
            }
        }
    }

    public void Fill(int symbol, int set)
    {
        if (_slot[symbol] >= 0)
        {
            _chosen[_slot[symbol]].Ends[_size[symbol]++] = set;
        }
    }

    /// <summary>The projections by ascending symbol; forgets everything.</summary>
    public List<Projection> Take()
    {
        foreach (int symbol in _touched)
        {
            (_support[symbol], _size[symbol], _slot[symbol]) = (0, 0, -1);
        }

        _touched.Clear();
        List<Projection> taken = _chosen;
        _chosen = [];
        return taken;
    }
}
