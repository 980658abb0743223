namespace ClusterSim.Journals;

/// <summary>Numbers of nodes by name, in the order in which they are first named.</summary>
internal sealed class NodeNames
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numberOf;
    private readonly List<string> _names = [];

    public NodeNames(IEnumerable<string> known)
    {
        _numberOf = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string name in known)
        {
            NumberOf(name);
        }
    }

    public IReadOnlyList<string> All => _names;

    public int NumberOf(ReadOnlySpan<char> name)
    {
        if (!_numberOf.TryGetValue(name, out int number))
        {
            number = _names.Count;
            _names.Add(name.ToString());
            _numbers.Add(_names[number], number);
        }

        return number;
    }
}
