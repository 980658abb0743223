using ClusterSim.Scheduling.Choosing;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>Probabilities of jobs from the scores of a network, and the gradient of their logarithms.</summary>
internal static class Softmax
{
    // Jobs whose probability changes less than this move no weight that counts.
    private const double Negligible = 1e-9;

    /// <summary>The logarithm of each job's probability.</summary>
    public static void LogProbabilities(
        NetworkGradient scorer, ReadOnlySpan<double> weights, ReadOnlySpan<double> features, Span<double> result)
    {
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = scorer.Score(weights, features.Slice(i * JobFeatures.Count, JobFeatures.Count));
            greatest = Math.Max(greatest, result[i]);
        }

        double sum = 0;
        for (int i = 0; i < result.Length; i++)
        {
            sum += Math.Exp(result[i] - greatest);
        }

        double normal = greatest + Math.Log(sum);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] -= normal;
        }
    }

    /// <summary>
    /// Adds the gradient of the logarithm of the probability of a job times a factor: (1 if it is the one, else 0) less
    /// the probability, times the gradient of each score.
    /// </summary>
    public static void AddGradient(
        NetworkGradient scorer, ReadOnlySpan<double> weights, ReadOnlySpan<double> features, int position,
        ReadOnlySpan<double> logProbabilities, double factor, Span<double> gradient)
    {
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            double share = (i == position ? 1 : 0) - Math.Exp(logProbabilities[i]);
            if (Math.Abs(share) > Negligible)
            {
                scorer.Score(weights, features.Slice(i * JobFeatures.Count, JobFeatures.Count));
                scorer.Add(weights, factor * share, gradient);
            }
        }
    }
}
