using System.Collections.Immutable;
using ClusterSim.Randomness;
using MathNet.Numerics.Distributions;

namespace ClusterSim.Learning.Search;

/// <summary>
/// Looks for the point of least objective with few trials: first along a Halton sequence with a random shift, then
/// where a Gaussian process over all trials so far expects the greatest improvement, times the probability that the
/// constraints are kept (Jones et al. 1998; Gelbart, Snoek and Adams, UAI 2014).
/// </summary>
/// <remarks>
/// What is proposed depends on the ranges, the options and the trials so far alone, so a search that was stopped goes
/// on as if it had not been.
/// </remarks>
public sealed class BayesianSearch
{
    private const int Candidates = 1024, Neighbours = 256;
    private const double NeighbourDistance = 0.05;

    private readonly BayesianSearchOptions _options;

    /// <summary>A search over some ranges.</summary>
    /// <param name="ranges">What may be chosen, 1 to <see cref="Halton.MaxDimensions"/> ranges.</param>
    /// <param name="options">Its options; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">A range is ill-formed, or there are too few or too many.</exception>
    public BayesianSearch(ImmutableArray<SearchRange> ranges, BayesianSearchOptions? options = null)
    {
        if (ranges.Length < 1 || ranges.Length > Halton.MaxDimensions)
        {
            throw new ArgumentException($"Found {ranges.Length} ranges, expected 1 to {Halton.MaxDimensions}.");
        }

        if (ranges.Select(range => range.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            throw new ArgumentException(wrong);
        }

        (Ranges, _options) = (ranges, options ?? new BayesianSearchOptions());
    }

    /// <summary>What may be chosen.</summary>
    public ImmutableArray<SearchRange> Ranges { get; }

    /// <summary>The values that a place of the unit cube stands for, in the order of the ranges.</summary>
    /// <param name="place">The place.</param>
    public ImmutableArray<double> ValuesAt(ImmutableArray<double> place) =>
        [.. Ranges.Zip(place, (range, share) => range.At(share))];

    /// <summary>The best trial: the least objective that keeps all constraints, else the least excess.</summary>
    /// <param name="trials">Trials, at least one.</param>
    public static Trial Best(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        Trial best = trials[0];
        foreach (Trial trial in trials)
        {
            best = trial.Outcome.IsBetterThan(best.Outcome) ? trial : best;
        }

        return best;
    }

    /// <summary>The place to try next.</summary>
    /// <param name="trials">All trials so far, in order.</param>
    public ImmutableArray<double> Propose(IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return trials.Count < _options.InitialTrials
            ? [.. Shifted(trials.Count + 1, "search/initial")]
            : Promising(trials);
    }

    /// <summary>Makes trials until there are as many as wanted; each is in the log before the next is made.</summary>
    /// <param name="log">The trials so far; where new ones go.</param>
    /// <param name="trials">How many there are to be.</param>
    /// <param name="evaluate">Makes a trial: what the values come to.</param>
    /// <param name="cancel">Stops between two trials.</param>
    /// <returns>The best trial.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Trial Run(
        SearchLog log, int trials, Func<ImmutableArray<double>, TrialOutcome> evaluate,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(evaluate);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        while (log.Trials.Count < trials)
        {
            cancel.ThrowIfCancellationRequested();
            ImmutableArray<double> place = Propose(log.Trials);
            log.Add(new Trial(place, evaluate(ValuesAt(place))));
        }

        return Best([.. log.Trials.Take(trials)]);
    }

    private ImmutableArray<double> Promising(IReadOnlyList<Trial> trials)
    {
        double[][] points = [.. trials.Select(trial => trial.Place.ToArray())];
        Trial best = Best(trials);
        Belief objective = Belief.Of(points, [.. trials.Select(trial => trial.Outcome.Objective)]);
        Belief[] excesses =
        [
            .. Enumerable.Range(0, best.Outcome.Excesses.Length)
                .Select(i => Belief.Of(points, [.. trials.Select(trial => trial.Outcome.Excesses[i])])),
        ];
        double[] choice = [];
        double promise = double.NegativeInfinity;
        foreach (double[] candidate in CandidatesNear(best, trials.Count))
        {
            double value = (best.Outcome.IsFeasible ? objective.Improvement(candidate, best.Outcome.Objective) : 1)
                * excesses.Aggregate(1.0, (product, excess) => product * excess.ProbabilityBelowZero(candidate));
            (choice, promise) = value > promise ? (candidate, value) : (choice, promise);
        }

        return [.. choice];
    }

    private IEnumerable<double[]> CandidatesNear(Trial best, int round)
    {
        for (int i = 1; i <= Candidates; i++)
        {
            yield return Shifted(i, $"search/candidates/{round}");
        }

        RandomStream random = new(_options.Seed, $"search/neighbours/{round}");
        for (int i = 0; i < Neighbours; i++)
        {
            yield return
            [
                .. best.Place.Select(share => Math.Clamp(
                    share + (NeighbourDistance * Normal.InvCDF(0, 1, (random.NextDouble() * 0.9999) + 5e-5)), 0, 1)),
            ];
        }
    }

    // A random shift modulo 1 keeps the sequence even (Cranley and Patterson, SIAM J. Numer. Anal. 13, 1976).
    private double[] Shifted(int index, string stream)
    {
        RandomStream random = new(_options.Seed, stream);
        double[] point = Halton.Point(index, Ranges.Length);
        for (int i = 0; i < point.Length; i++)
        {
            double shifted = point[i] + random.NextDouble();
            point[i] = shifted < 1 ? shifted : shifted - 1;
        }

        return point;
    }
}
