using System.Collections.Immutable;
using ClusterSim.Learning.Tuning;
using ClusterSim.Scheduling.Orders;

namespace ClusterSim.Learning.Tests.Tuning;

/// <summary>
/// The hybrid on a workload whose regimes are known by construction: trained on one trace, judged on another.
/// </summary>
public sealed class RegimeDetectionTests
{
    private static readonly ImmutableArray<PriorityWeights> s_vectors = [TwoRegimes.ByLength, TwoRegimes.BySize];

    private static readonly RegimeModel s_model = Train();

    // Labels are those of the generator. The sensor looks back at 100 jobs: from the 100th job of a segment on it sees
    // one regime alone; before that, the label of a look is the regime of the middle of what it sees.
    [Test]
    public void TheRegimeIsDetected()
    {
        (int Job, double[] Reading)[] looks = [.. TwoRegimes.Make(seed: 2, segments: 12).Readings().Skip(5)];
        (int Job, double[] Reading)[] settled = [.. looks.Where(look => look.Job % TwoRegimes.Segment >= 100)];
        Assert.Multiple(() =>
        {
            Assert.That(looks.Count(look => IsRight(look, look.Job - 50)), Is.GreaterThanOrEqualTo(0.9 * looks.Length));
            Assert.That(settled.Count(look => IsRight(look, look.Job)), Is.EqualTo(settled.Length));
        });
    }

    // Which vector is better in a segment is known from running both. The choice lags by up to 100 jobs, and yet comes
    // to less than either vector on the whole, and to less than the worse one in every segment.
    [Test]
    public void TheChoiceIsTheBetterVector()
    {
        TwoRegimes later = TwoRegimes.Make(seed: 3, segments: 12);
        double[] byLength = later.Slowdowns(new WeightedOrder(TwoRegimes.ByLength));
        double[] bySize = later.Slowdowns(new WeightedOrder(TwoRegimes.BySize));
        double[] chosen = later.Slowdowns(new RegimeOrder(s_model));
        Assert.Multiple(() =>
        {
            Assert.That(chosen.Average(), Is.LessThan(Math.Min(byLength.Average(), bySize.Average())));
            Assert.That(
                chosen.Zip(byLength.Zip(bySize, Math.Max), (mine, worse) => mine < worse), Is.All.True);
        });
    }

    private static bool IsRight((int Job, double[] Reading) look, int labelled) =>
        (s_model.Choose(look.Reading) == 0) == TwoRegimes.IsSteady(labelled);

    private static RegimeModel Train()
    {
        TwoRegimes trace = TwoRegimes.Make(seed: 1, segments: 12);
        double[][] costs = [.. s_vectors.Select(vector => trace.Slowdowns(new WeightedOrder(vector)))];
        List<(int Job, double[] Reading)> readings = trace.Readings();
        return new RegimeModel(
            s_vectors,
            RegimeLearner.Fit(
                [.. readings.Select(look => look.Reading)],
                [
                    .. readings.Select(look => costs
                        .Select(vector => Math.Log(vector[look.Job / TwoRegimes.Segment])).ToArray()),
                ]));
    }
}
