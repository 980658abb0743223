using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Behavior.Mining;

/// <summary>
/// Steps that follow one another, each a set of symbols that happen together: a sequential pattern, or an episode.
/// Symbols are numbers from 0; what they stand for is the caller's business. Immutable, compared by content.
/// </summary>
public sealed class SymbolPattern : IEquatable<SymbolPattern>
{
    private const int StepEnd = -1;

    // Symbols of the steps in order, each step closed by a mark: one small array for a pattern.
    private readonly ImmutableArray<int> _code;

    private SymbolPattern(ImmutableArray<int> code) => _code = code;

    /// <summary>Number of symbols, counting repetitions.</summary>
    public int Length => _code.Length - StepCount;

    /// <summary>Number of steps.</summary>
    public int StepCount => _code.Count(symbol => symbol == StepEnd);

    /// <summary>The steps in order; the symbols of each ascend.</summary>
    public ImmutableArray<ImmutableArray<int>> Steps
    {
        get
        {
            var steps = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
            int first = 0;
            for (int i = 0; i < _code.Length; i++)
            {
                if (_code[i] == StepEnd)
                {
                    steps.Add(_code[first..i]);
                    first = i + 1;
                }
            }

            return steps.ToImmutable();
        }
    }

    /// <summary>A pattern of given steps.</summary>
    /// <param name="steps">One or more steps of one or more symbols; repetitions within a step count once.</param>
    /// <exception cref="ArgumentException">There is no step, an empty step, or a negative symbol.</exception>
    public static SymbolPattern Of(params IReadOnlyList<IReadOnlyList<int>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var code = ImmutableArray.CreateBuilder<int>();
        foreach (IReadOnlyList<int> step in steps)
        {
            int[] symbols = [.. step.Distinct().Order()];
            if (symbols.Length == 0 || symbols[0] < 0)
            {
                throw new ArgumentException("found an empty step or a negative symbol, expected symbols from 0");
            }

            code.AddRange(symbols);
            code.Add(StepEnd);
        }

        return code.Count > 0
            ? new SymbolPattern(code.ToImmutable())
            : throw new ArgumentException("found no step, expected at least one");
    }

    /// <summary>Whether both have the same steps.</summary>
    public bool Equals(SymbolPattern? other) => other is not null && _code.AsSpan().SequenceEqual(other._code.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SymbolPattern);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        uint hash = 2166136261;
        foreach (int symbol in _code)
        {
            hash = unchecked((hash ^ (uint)symbol) * 16777619);
        }

        return unchecked((int)hash);
    }

    /// <summary>The steps as text, e.g. <c>1 -> {1 2}</c>.</summary>
    public override string ToString() => string.Join(" -> ", Steps.Select(TextOf));

    /// <summary>A pattern from the code of a search: <c>-1</c> ends a step, a table has the symbols.</summary>
    internal static SymbolPattern OfCode(ReadOnlySpan<int> code, int[] symbols)
    {
        int[] named = code.ToArray();
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = named[i] == StepEnd ? StepEnd : symbols[named[i]];
        }

        return new SymbolPattern([.. named]);
    }

    /// <summary>The patterns that lack one symbol of this one; none for a single symbol.</summary>
    internal IEnumerable<SymbolPattern> WithoutOneSymbol()
    {
        for (int i = 0; i < _code.Length && Length > 1; i++)
        {
            if (_code[i] != StepEnd)
            {
                bool alone = _code[i + 1] == StepEnd && (i == 0 || _code[i - 1] == StepEnd);
                yield return new SymbolPattern(_code.RemoveRange(i, alone ? 2 : 1));
            }
        }
    }

    private static string TextOf(ImmutableArray<int> step)
    {
        string text = string.Join(' ', step.Select(symbol => symbol.ToString(CultureInfo.InvariantCulture)));
        return step.Length == 1 ? text : "{" + text + "}";
    }
}
