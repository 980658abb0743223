namespace ClusterSim.Scheduling.Peers;

/// <summary>
/// The numbers of Python's <c>random.Random(seed)</c>: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998),
/// seeded by array. Programs that drew with it are repeated only with the same numbers.
/// </summary>
internal sealed class PythonRandom
{
    private const int Words = 624;
    private const int Shift = 397;
    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    /// <summary>A generator.</summary>
    /// <param name="seed">Seed from 0 to 2^32 - 1.</param>
    public PythonRandom(uint seed)
    {
        unchecked
        {
            _state[0] = 19650218;
            for (int i = 1; i < Words; i++)
            {
                _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
            }

            int at = 1;
            for (int k = 0; k < Words; k++)
            {
                _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1664525u)) + seed;
                at = Advance(at);
            }

            for (int k = 0; k < Words - 1; k++)
            {
                _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1566083941u)) - (uint)at;
                at = Advance(at);
            }

            _state[0] = 0x80000000u;
        }
    }

    /// <summary>A whole number below a bound, as <c>randrange(bound)</c>.</summary>
    public int Below(int bound)
    {
        int bits = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)bound);
        uint drawn = NextWord() >> (32 - bits);
        while (drawn >= bound)
        {
            drawn = NextWord() >> (32 - bits);
        }

        return (int)drawn;
    }

    /// <summary>Puts a list into a random order, as <c>shuffle(list)</c>.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (int i = list.Count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private int Advance(int at)
    {
        if (at + 1 < Words)
        {
            return at + 1;
        }

        _state[0] = _state[Words - 1];
        return 1;
    }

    private uint NextWord()
    {
        if (_next == Words)
        {
            Twist();
            _next = 0;
        }

        uint word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680u;
        word ^= (word << 15) & 0xefc60000u;
        return word ^ (word >> 18);
    }

    private void Twist()
    {
        for (int i = 0; i < Words; i++)
        {
            uint both = (_state[i] & 0x80000000u) | (_state[(i + 1) % Words] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Words] ^ (both >> 1) ^ ((both & 1) == 0 ? 0 : 0x9908b0dfu);
        }
    }
}
