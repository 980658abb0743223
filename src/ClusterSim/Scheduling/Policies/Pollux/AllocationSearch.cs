using System.Numerics;
using System.Runtime.InteropServices;
using ClusterSim.Randomness;

namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>
/// The genetic search of Pollux (Qiao et al., OSDI 2021, section 4.2) as in its artefact: NSGA-II with binary
/// tournaments, single-point crossover over jobs, no answer twice. A generation allocates nothing.
/// </summary>
internal sealed class AllocationSearch
{
    private const double CrossoverShare = 0.9;
    private const int MostFills = 100, Parents = 2;

    private readonly AllocationProblem _problem;
    private readonly AllocationOperators _operators;
    private readonly int _population, _generations;
    private readonly ParetoRanking _ranking;
    private readonly byte[][] _states;
    private readonly byte[][] _reordered;
    private readonly (double First, double Second)[] _values, _reorderedValues;
    private readonly ulong[] _hash, _reorderedHash;
    private readonly double[] _room;
    private readonly int[] _survivors, _shuffled;
    private readonly HashSet<ulong> _known = [];
    private int _count;

    public AllocationSearch(AllocationProblem problem, int population, int generations)
    {
        (_problem, _population, _generations) = (problem, population, generations);
        _operators = new AllocationOperators(problem);
        int most = 2 * population;
        _ranking = new ParetoRanking(most);
        // Two spare ones for a pair that is being made.
        _states = new byte[most + Parents][];
        Array.Fill(_states, []);
        _reordered = new byte[most][];
        (_values, _reorderedValues) = (new (double, double)[most], new (double, double)[most]);
        (_hash, _reorderedHash) = (new ulong[most], new ulong[most]);
        (_survivors, _shuffled, _room) = (new int[population], new int[population], new double[population]);
    }

    /// <summary>Number of answers that no other is better than.</summary>
    public int FrontCount { get; private set; }

    /// <summary>Which of the front has the best mean.</summary>
    public int Best
    {
        get
        {
            int best = 0;
            for (int i = 1; i < FrontCount; i++)
            {
                best = _values[i].First < _values[best].First ? i : best;
            }

            return best;
        }
    }

    /// <summary>An answer that no other is better than.</summary>
    public ReadOnlySpan<byte> Front(int index) => _states[index].AsSpan(0, _problem.Size);

    /// <summary>Empties the population for a round.</summary>
    public void Begin()
    {
        _operators.Begin();
        (_count, FrontCount) = (0, 0);
        _known.Clear();
        foreach (ref byte[] state in _states.AsSpan())
        {
            if (state.Length < _problem.Size)
            {
                state = new byte[_problem.Size];
            }
        }
    }

    /// <summary>Adds an answer to begin with; it is repaired first.</summary>
    public void Add(ReadOnlySpan<byte> state, RandomStream random)
    {
        if (_count < _population)
        {
            state.CopyTo(_states[_count]);
            Keep(_count, random);
        }
    }

    /// <summary>Searches; afterwards the front is known.</summary>
    public void Run(RandomStream random)
    {
        Survive();
        for (int generation = 1; generation < _generations; generation++)
        {
            int parents = _count;
            for (int fill = 0; fill <= MostFills && _count < parents + _population; fill++)
            {
                Mate(parents, random);
            }

            Survive();
        }
    }

    private void Mate(int parents, RandomStream random)
    {
        int pairs = (_population - (_count - parents) + 1) / 2;
        int drawn = parents;
        for (int pair = 0; pair < pairs; pair++)
        {
            int a = Winner(parents, ref drawn, random), b = Winner(parents, ref drawn, random);
            Span<byte> first = Spare(0), second = Spare(1);
            _states[a].AsSpan(0, _problem.Size).CopyTo(first);
            _states[b].AsSpan(0, _problem.Size).CopyTo(second);
            if (random.NextDouble() < CrossoverShare)
            {
                int point = random.NextInt(_problem.Jobs) * _problem.Stride;
                _states[b].AsSpan(0, point).CopyTo(first);
                _states[a].AsSpan(0, point).CopyTo(second);
            }

            for (int child = 0; child < Parents && _count < parents + _population; child++)
            {
                Span<byte> state = Spare(child);
                _operators.Mutate(state, random);
                (_states[_count], _states[^(child + 1)]) = (_states[^(child + 1)], _states[_count]);
                Keep(_count, random);
            }
        }
    }

    private Span<byte> Spare(int index) => _states[^(index + 1)].AsSpan(0, _problem.Size);

    // Keeps the answer at the end of the population unless it is there already.
    private void Keep(int index, RandomStream random)
    {
        Span<byte> state = _states[index].AsSpan(0, _problem.Size);
        _operators.Repair(state, random);
        ulong hash = Hash(state);
        if (_known.Add(hash))
        {
            (_values[index], _hash[index]) = (_problem.Evaluate(state), hash);
            _count++;
        }
    }

    // The better of two in both objectives, else the one with more room around it; every answer has its turn before
    // one has a second.
    private int Winner(int parents, ref int drawn, RandomStream random)
    {
        int a = Draw(parents, ref drawn, random), b = Draw(parents, ref drawn, random);
        ((double aFirst, double aSecond), (double bFirst, double bSecond)) = (_values[a], _values[b]);
        bool aBetter = aFirst <= bFirst && aSecond <= bSecond, bBetter = bFirst <= aFirst && bSecond <= aSecond;
        if (aBetter != bBetter)
        {
            return aBetter ? a : b;
        }

        return _room[a] != _room[b] ? (_room[a] > _room[b] ? a : b)
            : random.NextDouble() < 0.5 ? a
            : b;
    }

    private int Draw(int parents, ref int drawn, RandomStream random)
    {
        if (drawn == parents)
        {
            for (int i = 0; i < parents; i++)
            {
                int other = (int)(random.NextDouble() * (i + 1));
                (_shuffled[i], _shuffled[other]) = (_shuffled[other], i);
            }

            drawn = 0;
        }

        return _shuffled[drawn++];
    }

    // The best come first; the buffers of the others are used again.
    private void Survive()
    {
        int kept = Math.Min(_population, _count);
        _ranking.Rank(_values.AsSpan(0, _count), kept, _survivors);
        _known.Clear();
        FrontCount = 0;
        for (int i = 0; i < kept; i++)
        {
            int answer = _survivors[i];
            (_reordered[i], _states[answer]) = (_states[answer], []);
            (_reorderedValues[i], _reorderedHash[i]) = (_values[answer], _hash[answer]);
            _room[i] = _ranking.Crowding(answer);
            FrontCount += _ranking.Front(answer) == 0 ? 1 : 0;
            _known.Add(_hash[answer]);
        }

        int next = kept;
        for (int i = 0; i < _reordered.Length; i++)
        {
            if (_states[i].Length > 0)
            {
                _reordered[next++] = _states[i];
            }
        }

        _reordered.CopyTo(_states, 0);
        _reorderedValues.AsSpan(0, kept).CopyTo(_values);
        _reorderedHash.AsSpan(0, kept).CopyTo(_hash);
        _count = kept;
    }

    private static ulong Hash(ReadOnlySpan<byte> state)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        const int turn = 29;
        ulong hash = prime;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(state))
        {
            hash = unchecked(BitOperations.RotateLeft(hash ^ word, turn) * prime);
        }

        return hash;
    }
}
