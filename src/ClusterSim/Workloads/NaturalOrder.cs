namespace ClusterSim.Workloads;

/// <summary>
/// Order of identifiers in which runs of digits compare as numbers (<c>job-9</c> before <c>job-10</c>), so that the
/// jobs of one instant keep the numbering of their trace whatever the order of its rows.
/// </summary>
public sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static readonly NaturalOrder Instance = new();

    private NaturalOrder()
    {
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        int i = 0, j = 0;
        while (i < x.Length && j < y.Length)
        {
            int order = char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j])
                ? CompareDigits(x, ref i, y, ref j)
                : x[i++].CompareTo(y[j++]);
            if (order != 0)
            {
                return order;
            }
        }

        int rest = (x.Length - i).CompareTo(y.Length - j);
        // "7" and "07" are equal as numbers but not the same identifier.
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static int CompareDigits(string x, ref int i, string y, ref int j)
    {
        ReadOnlySpan<char> a = Digits(x, ref i);
        ReadOnlySpan<char> b = Digits(y, ref j);
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
