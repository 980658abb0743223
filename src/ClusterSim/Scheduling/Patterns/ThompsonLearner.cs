using ClusterSim.Randomness;

namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// Thompson sampling (Thompson, Biometrika 25, 1933; Chapelle and Li, NIPS 2011): the chance that acting is better than
/// leaving the job alone is the chance to act. The belief about the reward is a beta distribution; a reward between 0
/// and 1 counts as a coin toss with that chance (Agrawal and Goyal, COLT 2012). The prior is uniform with one outcome
/// added that is as good as the rule's author is sure.
/// </summary>
internal sealed class ThompsonLearner(RandomStream stream, double authorsConfidence) : IRuleLearner
{
    private double _good = 1 + authorsConfidence, _bad = 2 - authorsConfidence;

    public bool Stopped => Mean < UcbLearner.Leave;

    /// <summary>Mean of the belief.</summary>
    public double Mean => _good / (_good + _bad);

    public bool Decide()
    {
        // A ratio of gamma numbers is a beta number.
        double good = new GammaDistribution(_good, 1).Sample(stream);
        double bad = new GammaDistribution(_bad, 1).Sample(stream);
        return good / (good + bad) > UcbLearner.Leave;
    }

    public void Learn(double benefit)
    {
        bool good = stream.NextDouble() < UcbLearner.RewardOf(benefit);
        _good += good ? 1 : 0;
        _bad += good ? 0 : 1;
    }
}
