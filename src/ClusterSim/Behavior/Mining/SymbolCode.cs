namespace ClusterSim.Behavior.Mining;

/// <summary>Symbols numbered from 0 without gaps, in ascending order, so that miners can count in arrays.</summary>
internal sealed class SymbolCode
{
    private readonly Dictionary<int, int> _codes = [];

    public SymbolCode(IEnumerable<int> symbols)
    {
        Symbols = [.. symbols.Distinct().Order()];
        if (Symbols.Length > 0 && Symbols[0] < 0)
        {
            throw new ArgumentException($"found symbol {Symbols[0]}, expected symbols from 0");
        }

        for (int code = 0; code < Symbols.Length; code++)
        {
            _codes.Add(Symbols[code], code);
        }
    }

    /// <summary>The symbol of each code.</summary>
    public int[] Symbols { get; }

    public int Of(int symbol) => _codes[symbol];
}
