using System.Collections.Immutable;
using ClusterSim.Optimization;

namespace ClusterSim.Scheduling.Policies.Sia;

/// <summary>
/// The integer program of a round (Jayaram Subramanya et al., "Sia", SOSP 2023, section 3.4): at most one configuration
/// for each job, no more GPUs of a type than there are, the least sum of what the choices cost.
/// </summary>
internal sealed class SiaProgram(
    ImmutableArray<SiaConfiguration> configurations, int types, IBinarySolver solver, double gap)
{
    private const int Nothing = -1;

    private readonly List<(int Job, int Configuration, double Worth)> _choices = [];
    private readonly List<int> _kept = [];
    private int _jobs;

    /// <summary>Begins a round.</summary>
    public void Reset()
    {
        _choices.Clear();
        _jobs = 0;
    }

    /// <summary>Adds a job.</summary>
    /// <param name="worth">
    /// What each configuration costs less than nothing at all; those that do not are not chosen.
    /// </param>
    public void Add(ReadOnlySpan<double> worth)
    {
        _kept.Clear();
        for (int i = 0; i < worth.Length; i++)
        {
            if (worth[i] > 0 && !IsDominated(i, worth))
            {
                _choices.Add((_jobs, i, worth[i]));
            }
        }

        _jobs++;
    }

    /// <summary>The configuration of each job, -1 for none.</summary>
    /// <param name="free">GPUs of each type.</param>
    public int[] Solve(ReadOnlySpan<int> free)
    {
        int[] chosen = new int[_jobs];
        Array.Fill(chosen, Nothing);
        if (_choices.Count == 0)
        {
            return chosen;
        }

        BinarySolution solution = solver.Solve(Program(free), gap);
        for (int i = 0; i < solution.Values.Length; i++)
        {
            chosen[_choices[i].Job] = solution.Values[i] ? _choices[i].Configuration : chosen[_choices[i].Job];
        }

        return chosen;
    }

    private LinearProgram Program(ReadOnlySpan<int> free)
    {
        LinearProgram program = new(_choices.Count);
        for (int i = 0; i < _choices.Count; i++)
        {
            (program.Objective[i], program.Upper[i]) = (_choices[i].Worth, 1);
        }

        for (int from = 0, to = 0; from < _choices.Count; from = to)
        {
            while (to < _choices.Count && _choices[to].Job == _choices[from].Job)
            {
                to++;
            }

            program.AddRow(RowRelation.AtMost, 1)[from..to].Fill(1);
        }

        for (int type = 0; type < types; type++)
        {
            Span<double> row = program.AddRow(RowRelation.AtMost, free[type]);
            for (int i = 0; i < row.Length; i++)
            {
                SiaConfiguration configuration = configurations[_choices[i].Configuration];
                row[i] = configuration.Type == type ? configuration.Gpus : 0;
            }
        }

        return program;
    }

    // Fewer GPUs of the same type that are worth as much leave more to others. Those of a type come by ascending GPUs.
    private bool IsDominated(int index, ReadOnlySpan<double> worth)
    {
        foreach (int other in _kept)
        {
            if (configurations[other].Type == configurations[index].Type && worth[other] >= worth[index])
            {
                return true;
            }
        }

        _kept.Add(index);
        return false;
    }
}
