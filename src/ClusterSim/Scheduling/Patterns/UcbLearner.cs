namespace ClusterSim.Scheduling.Patterns;

/// <summary>
/// UCB1 (Auer, Cesa-Bianchi and Fischer, Machine Learning 47, 2002) with two arms: to act, with a reward from 0 to 1,
/// and to leave the job alone, whose reward is known to be one half. It acts when the upper bound of acting, mean +
/// sqrt(2 ln t / n), is above that. A harmful rule is tried ever more rarely, a good one always.
/// </summary>
internal sealed class UcbLearner : IRuleLearner
{
    /// <summary>Reward of leaving a job alone, on the scale from 0 (all harm) to 1 (all that was promised).</summary>
    public const double Leave = 0.5;

    private long _decisions;
    private int _outcomes;
    private double _rewards;

    public bool Stopped => Index < Leave;

    /// <summary>Upper bound of the mean reward of acting; infinite before the first outcome.</summary>
    public double Index => _outcomes == 0
        ? double.PositiveInfinity
        : (_rewards / _outcomes) + Math.Sqrt(2 * Math.Log(Math.Max(_decisions, 1)) / _outcomes);

    /// <summary>Reward on the scale from 0 to 1.</summary>
    public static double RewardOf(double benefit) => (Math.Clamp(benefit, -1, 1) + 1) / 2;

    public bool Decide()
    {
        _decisions++;
        return !Stopped;
    }

    public void Learn(double benefit)
    {
        _outcomes++;
        _rewards += RewardOf(benefit);
    }
}
