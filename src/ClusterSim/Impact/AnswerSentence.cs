using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>
/// Puts what an arm changed into one sentence: the mean wait with its interval, then the slowest jobs; and, where power
/// was accounted for, into a second one what it changed of the bill.
/// </summary>
internal sealed class AnswerSentence(ComparisonArm arm, string baseline, double level)
{
    // From here on a factor reads better than percent.
    private const double ManyTimes = 3;

    public string Text()
    {
        Difference? mean = arm.Find("mean_total_wait_seconds");
        if (mean is not { Baseline: not null, Value: not null })
        {
            return $"No job ended under both {arm.Name} and {baseline}, so nothing can be compared.";
        }

        string waited = $"Under {arm.Name} jobs waited " + (mean.Ratio >= ManyTimes && !InSeconds(mean)
            ? $"{NumberText.Plain(mean.Ratio.Value)} times as long on average as under {baseline}"
            : $"{Size(mean)} on average than under {baseline}");
        string what = mean.Verdict switch
        {
            Verdict.NoMeaningfulDifference => Nothing(mean),
            Verdict.NotTested => $"{waited}, but chance is not excluded ({mean.Basis})",
            _ => $"{waited} ({Range(mean)})",
        };
        return what + Tail(mean.Verdict) + LeftOut() + "." + new BillSentence(arm, level).Text();
    }

    private string Nothing(Difference mean)
    {
        if (mean is { Baseline: 0, Value: 0 })
        {
            return $"Jobs waited neither under {arm.Name} nor under {baseline}";
        }

        string change = mean.Change == 0 ? "the mean is the same" : $"{Size(mean)} on average";
        string range = mean.ChangeInterval is null || mean.Change == 0 ? "" : $", {Range(mean)}";
        return $"{arm.Name} made no meaningful difference to how long jobs waited under {baseline} ({change}{range})";
    }

    // So few waited under the baseline that the ratio has no interval.
    private static bool InSeconds(Difference difference) =>
        difference is { ChangeInterval: not null, RatioInterval: null };

    // "34 % less", or "12 s longer" where the interval is one of seconds.
    private static string Size(Difference difference)
    {
        string way = difference.Change < 0 ? "less" : "longer";
        return difference.Ratio is { } ratio && !InSeconds(difference)
            ? $"{NumberText.Percent(Math.Abs(ratio - 1))} % {way}"
            : $"{NumberText.Duration(Math.Abs(difference.Change!.Value))} {way}";
    }

    private string Range(Difference difference)
    {
        bool less = difference.Change < 0;
        string name = NumberText.Level(level);
        if (difference.RatioInterval is { } ratio)
        {
            if (difference.Ratio >= ManyTimes)
            {
                return $"{name} {NumberText.Plain(ratio.Low)} to {NumberText.Plain(ratio.High)} times";
            }

            return $"{name} {NumberText.PercentRange(ratio, less)}";
        }

        ConfidenceInterval change = difference.ChangeInterval!.Value;
        (double from, double to) = less ? (-change.High, -change.Low) : (change.Low, change.High);
        return $"{name} {NumberText.Duration(from)} to {NumberText.Duration(to)}";
    }

    private string Tail(Verdict mean)
    {
        Verdict? slowest = arm.Find("p99_total_wait_seconds")?.Verdict;
        return slowest switch
        {
            Verdict.Better or Verdict.Worse when slowest == mean => "; so did the slowest 1 %",
            Verdict.Better => "; the slowest 1 % waited less",
            Verdict.Worse => "; the slowest 1 % waited longer",
            _ => "",
        };
    }

    private string LeftOut()
    {
        int jobs = arm.JobsEndedOnlyUnderBaseline + arm.JobsEndedOnlyHere;
        return jobs == 0 ? "" : $" (left out: {jobs} that ended under only one of the two)";
    }
}
