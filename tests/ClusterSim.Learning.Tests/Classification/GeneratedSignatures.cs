using ClusterSim.Learning.Classification;
using ClusterSim.Learning.Features;
using ClusterSim.Randomness;

namespace ClusterSim.Learning.Tests.Classification;

/// <summary>
/// Utilization curves of four types of work, made and not measured: training (high, with a dip at each step of an
/// epoch), inference (bursts), a notebook (mostly idle), data preparation (low and unsteady). Each user has a level of
/// its own, so that a learner could recognise users instead of types.
/// </summary>
internal static class GeneratedSignatures
{
    public static readonly string[] Types = ["data-preparation", "inference", "notebook", "training"];

    public static LabelledTable Of(long seed, int users, int jobsPerUser, int windowsPerJob)
    {
        List<double[]> rows = [];
        List<string> labels = [], jobs = [], names = [];
        for (int user = 0; user < users; user++)
        {
            RandomStream random = new(seed, $"user/{user}");
            double level = 0.7 + (0.3 * random.NextDouble());
            for (int job = 0; job < jobsPerUser; job++)
            {
                int type = (user + job) % Types.Length, period = 6 + random.NextInt(10);
                for (int window = 0; window < windowsPerJob; window++)
                {
                    double[] samples =
                        [.. Enumerable.Range(0, 60).Select(i => level * Sample(type, i, period, random))];
                    rows.Add(UtilizationSignature.Of(samples));
                    labels.Add(Types[type]);
                    jobs.Add($"u{user}j{job}");
                    names.Add($"u{user}");
                }
            }
        }

        return new LabelledTable(FeatureTable.Of(UtilizationSignature.Names, rows), labels, jobs, names);
    }

    private static double Sample(int type, int i, int period, RandomStream random) => type switch
    {
        0 => 15 + (25 * random.NextDouble()),
        1 => random.NextDouble() < 0.4 ? 30 + (60 * random.NextDouble()) : 5 * random.NextDouble(),
        2 => random.NextDouble() < 0.1 ? 80 * random.NextDouble() : 0,
        _ => i % period == 0 ? 20 + (20 * random.NextDouble()) : 85 + (10 * random.NextDouble()),
    };
}
