namespace ClusterSim.Randomness;

/// <summary>
/// The generator of Go's <c>math/rand</c> as it was up to Go 1.19 and is for explicit seeds since: an additive lagged
/// Fibonacci generator (607, 273) of 64-bit numbers, by D. P. Mitchell and J. A. Reeds. For orders that programs in Go
/// have shuffled, and for nothing else: runs draw from a <see cref="RandomStream"/>.
/// </summary>
/// <remarks>
/// Go mixes its seeds with the state of the same generator after 7.8e12 numbers, a table of 607 constants in its
/// sources. Here the table is computed: the generator is linear, so the number k places on is the remainder of
/// x^k modulo x^607 - x^334 - 1, applied to the state.
/// </remarks>
internal sealed class GoRandom
{
    private const int Length = 607, Tap = 273;
    private const long MixedIn = 7_800_000_000_000;

    private static readonly Lazy<ulong[]> s_mixed = new(Mixed);

    private readonly ulong[] _state;
    private int _tap, _feed = Length - Tap;

    public GoRandom(long seed)
    {
        _state = Filled(seed, firstShift: 40, secondShift: 20);
        for (int i = 0; i < Length; i++)
        {
            _state[i] ^= s_mixed.Value[i];
        }
    }

    /// <summary>A uniform number of 63 bits.</summary>
    public long NextInt63()
    {
        _tap = _tap == 0 ? Length - 1 : _tap - 1;
        _feed = _feed == 0 ? Length - 1 : _feed - 1;
        ulong sum = unchecked(_state[_feed] + _state[_tap]);
        _state[_feed] = sum;
        return (long)(sum & long.MaxValue);
    }

    /// <summary>A uniform number in [0, <paramref name="bound"/>), as <c>Intn</c> draws it.</summary>
    public int NextInt(int bound)
    {
        if ((bound & (bound - 1)) == 0)
        {
            return NextInt31() & (bound - 1);
        }

        int most = (int)(int.MaxValue - ((1U << 31) % (uint)bound));
        int drawn = NextInt31();
        while (drawn > most)
        {
            drawn = NextInt31();
        }

        return drawn % bound;
    }

    /// <summary>Shuffles as <c>Shuffle</c> does.</summary>
    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A permutation of the numbers below <paramref name="count"/>, as <c>Perm</c> makes it.</summary>
    public int[] Permutation(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            int j = NextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private int NextInt31() => (int)(NextInt63() >> 32);

    // Shuffle multiplies where Intn divides (Lemire 2019).
    private int NextBelow(int bound)
    {
        ulong range = (ulong)bound, threshold = (1UL << 32) % range;
        while (true)
        {
            ulong product = (ulong)(NextInt63() >> 31) * range;
            if ((product & uint.MaxValue) >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    // A state filled by the multiplicative generator of Park and Miller with the factor 48,271.
    private static ulong[] Filled(long seed, int firstShift, int secondShift)
    {
        const long modulus = int.MaxValue, zero = 89_482_311;
        const int skipped = 20;
        long x = ((seed % modulus) + modulus) % modulus;
        x = x == 0 ? zero : x;
        ulong[] state = new ulong[Length];
        for (int i = -skipped; i < Length; i++)
        {
            Step();
            if (i >= 0)
            {
                ulong filled = (ulong)x << firstShift;
                Step();
                filled ^= (ulong)x << secondShift;
                Step();
                state[i] = filled ^ (ulong)x;
            }
        }

        return state;

        void Step() => x = x * 48_271 % modulus;
    }

    // Number k after the start lies in place (334 - k) modulo 607 of the state.
    private static ulong[] Mixed()
    {
        ulong[] start = Filled(1, firstShift: 20, secondShift: 10), mixed = new ulong[Length];
        ulong[] power = PowerOfX(MixedIn);
        for (int i = 0; i < Length; i++)
        {
            ulong value = 0;
            for (int j = 0; j < Length; j++)
            {
                value = unchecked(value + (power[j] * start[Place(j + 1 - Length)]));
            }

            mixed[Place(MixedIn + i + 1 - Length)] = value;
            power = Product(power, [0, 1]);
        }

        return mixed;
    }

    private static int Place(long k) => (int)((((Length - Tap - k) % Length) + Length) % Length);

    private static ulong[] PowerOfX(long exponent)
    {
        ulong[] power = [1], square = [0, 1];
        for (long left = exponent; left > 0; left >>= 1)
        {
            power = (left & 1) == 1 ? Product(power, square) : power;
            square = Product(square, square);
        }

        return power;
    }

    // Modulo x^607 - x^334 - 1 and 2^64.
    private static ulong[] Product(ulong[] left, ulong[] right)
    {
        ulong[] product = new ulong[Math.Max(left.Length + right.Length - 1, Length)];
        unchecked
        {
            for (int i = 0; i < left.Length; i++)
            {
                for (int j = 0; j < right.Length; j++)
                {
                    product[i + j] += left[i] * right[j];
                }
            }

            for (int i = product.Length - 1; i >= Length; i--)
            {
                product[i - Tap] += product[i];
                product[i - Length] += product[i];
            }
        }

        return product[..Length];
    }
}
