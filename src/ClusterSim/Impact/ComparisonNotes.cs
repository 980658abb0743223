using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Impact;

/// <summary>What a reader must know to read a comparison.</summary>
internal static class ComparisonNotes
{
    public static ImmutableArray<string> OfJobs(IReadOnlyList<ComparisonArm> arms, bool runTimesDiffer)
    {
        List<string> notes = [];
        foreach (ComparisonArm arm in arms)
        {
            int onlyBaseline = arm.JobsEndedOnlyUnderBaseline, onlyHere = arm.JobsEndedOnlyHere;
            if (onlyBaseline + onlyHere > 0)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{onlyBaseline} jobs ended only under the baseline and {onlyHere} only under {arm.Name}; "
                    + $"they are in no pair: its differences are about the {arm.PairedJobs} that ended under both."));
            }
        }

        if (runTimesDiffer)
        {
            notes.Add(
                "Run times differ between the arms; bounded slowdown here divides by each job's run time under the "
                + "baseline, in all arms.");
        }

        return [.. notes];
    }

    public static ImmutableArray<string> OfSeeds(int seeds) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"Values are means over {seeds} seeds; seeds are the pairs, and each value is the metric of a whole run."),
    ];
}
