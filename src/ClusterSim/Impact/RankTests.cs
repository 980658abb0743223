using ClusterSim.Statistics;

namespace ClusterSim.Impact;

/// <summary>Signed-rank tests of the quantities of jobs, corrected for their number.</summary>
internal static class RankTests
{
    /// <summary>Tests a quantity over the jobs and over the users' medians; not corrected yet.</summary>
    public static PairedTest Of(string quantity, PairedSample sample, UserIndex users)
    {
        double[] differences = sample.Differences(), medians = users.MedianDifferences(sample);
        RankTestResult jobs = WilcoxonSignedRank.Test(differences), byUser = WilcoxonSignedRank.Test(medians);
        return new PairedTest
        {
            Quantity = quantity,
            Jobs = differences.Length,
            JobsBetter = differences.Count(difference => difference < 0),
            JobsWorse = differences.Count(difference => difference > 0),
            Effect = jobs.Effect,
            Users = medians.Length,
            PValue = jobs.PValue,
            UserPValue = byUser.PValue,
            SmallestPValue = WilcoxonSignedRank.SmallestPValue(jobs.Count),
        };
    }

    /// <summary>Holm's correction over all quantities of all arms, for jobs and for users each.</summary>
    public static ComparisonArm[] Correct(ComparisonArm[] arms)
    {
        PairedTest[] all = [.. arms.SelectMany(arm => arm.Tests)];
        double[] jobs = MultipleTesting.Holm([.. all.Select(test => test.PValue)]);
        double[] users = MultipleTesting.Holm([.. all.Select(test => test.UserPValue)]);
        for (int i = 0; i < all.Length; i++)
        {
            double smallest = Math.Min(1, all[i].SmallestPValue * all.Length);
            all[i] = all[i] with { AdjustedPValue = jobs[i], UserAdjustedPValue = users[i], SmallestPValue = smallest };
        }

        int taken = 0;
        return
        [
            .. arms.Select(arm =>
            {
                int first = taken;
                taken += arm.Tests.Length;
                return arm with { Tests = [.. all[first..taken]] };
            }),
        ];
    }
}
