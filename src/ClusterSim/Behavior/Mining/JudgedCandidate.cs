using ClusterSim.Statistics;
using ClusterSim.Time;

namespace ClusterSim.Behavior.Mining;

/// <summary>A candidate with what the second part says of it.</summary>
internal sealed class JudgedCandidate
{
    private const int MostExamples = 5;

    private readonly MinedOutcome _outcome;
    private readonly SymbolPattern _pattern;
    private readonly JobEpisodes _second;
    private readonly (int Group, int Point)[] _borneOut;
    private readonly EpisodeCounts _mined, _judged;

    public JudgedCandidate(
        MinedOutcome outcome, SymbolPattern pattern, EpisodeCounts mined, JobEpisodes second,
        List<(int Group, int Point)> matches)
    {
        (_outcome, _pattern, _mined, _second) = (outcome, pattern, mined, second);
        _borneOut = [.. matches.Where(match => second.HasOutcome[match.Group])];
        _judged = new EpisodeCounts(_borneOut.Length, matches.Count, second.OutcomeCount, second.Jobs.Length);
        PValue = Test(_judged);
        Users = _borneOut.Select(match => second.Jobs[match.Group].User).Where(user => user.Length > 0)
            .Distinct(StringComparer.Ordinal).Count();
        KnowsUsers = second.Jobs.Any(job => job.User.Length > 0);
    }

    public double PValue { get; }

    private int Users { get; }

    private bool KnowsUsers { get; }

    /// <summary>Fisher's exact test: is the outcome more frequent with the episode than without?</summary>
    public static double Test(EpisodeCounts counts) => RateTest.HigherShare(
        counts.Both, counts.Episode, counts.Outcome - counts.Both, counts.Jobs - counts.Episode);

    public bool IsBorneOut(RuleMiningOptions options) =>
        _judged.Confidence >= options.MinConfidence && _judged.Lift >= options.MinLift
        && (!KnowsUsers || Users >= options.MinUsers);

    public MinedRule ToRule(RuleMiningOptions options, MiningAlphabet alphabet, double adjusted) => new()
    {
        Outcome = _outcome,
        Key = options.Key,
        Terms = [.. _pattern.Steps.SelectMany(step => step).Select(alphabet.TermOf)],
        Together = _pattern.StepCount < _pattern.Length,
        Window = options.Window,
        Mined = _mined,
        Judged = _judged,
        PValue = PValue,
        AdjustedPValue = adjusted,
        Users = Users,
        Examples = [.. _borneOut.Take(MostExamples).Select(ExampleOf)],
    };

    private MinedExample ExampleOf((int Group, int Point) match)
    {
        MinedJob job = _second.Jobs[match.Group];
        return new MinedExample(
            job.Id, new SimTime(_second.Sequence.Ticks[match.Point]), job.Of(_outcome).Time);
    }
}
