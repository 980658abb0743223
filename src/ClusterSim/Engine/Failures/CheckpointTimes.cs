namespace ClusterSim.Engine.Failures;

/// <summary>Times between checkpoints that lose least, and what is lost. All times are in one unit.</summary>
public static class CheckpointTimes
{
    /// <summary>The interval sqrt(2 C M) (Young, CACM 17(9), 1974).</summary>
    /// <param name="cost">Time that a checkpoint takes, C; positive.</param>
    /// <param name="meanTimeToFailure">Mean time to failure of the job, M; positive, may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive.</exception>
    public static double Young(double cost, double meanTimeToFailure)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(meanTimeToFailure);
        return Math.Sqrt(2 * cost * meanTimeToFailure);
    }

    /// <summary>
    /// The interval sqrt(2 C M) (1 + sqrt(C / 2M) / 3 + (C / 2M) / 9) - C for C below 2 M, else M (Daly, Future
    /// Generation Computer Systems 22, 2006, equation 37). Work between two checkpoints, their own time not counted.
    /// </summary>
    /// <param name="cost">Time that a checkpoint takes, C; positive.</param>
    /// <param name="meanTimeToFailure">Mean time to failure of the job, M; positive, may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive.</exception>
    public static double Daly(double cost, double meanTimeToFailure)
    {
        double young = Young(cost, meanTimeToFailure);
        double ratio = cost / (2 * meanTimeToFailure);
        return ratio < 1 ? (young * (1 + (Math.Sqrt(ratio) / 3) + (ratio / 9))) - cost : meanTimeToFailure;
    }

    /// <summary>
    /// Share of the time that is lost, to first order: C / tau + tau / 2M + R / M. Good while all terms are small.
    /// </summary>
    /// <param name="cost">Time that a checkpoint takes, C; 0 or more.</param>
    /// <param name="interval">Work between two checkpoints, tau; positive.</param>
    /// <param name="restart">Time that a restart takes, R; 0 or more.</param>
    /// <param name="meanTimeToFailure">Mean time to failure of the job, M; positive.</param>
    public static double FirstOrderWaste(double cost, double interval, double restart, double meanTimeToFailure)
    {
        Check(cost, interval, restart, meanTimeToFailure);
        return (cost / interval) + (interval / (2 * meanTimeToFailure)) + (restart / meanTimeToFailure);
    }

    /// <summary>
    /// Time that a piece of work takes on average under exponential failures, over the work itself:
    /// M exp(R / M) (exp((tau + C) / M) - 1) / tau (Daly 2006). The inverse is the expected ratio of
    /// productive time to wall time. Exact for many whole intervals; failures may hit checkpoints and restarts, too.
    /// </summary>
    /// <param name="cost">Time that a checkpoint takes, C; 0 or more.</param>
    /// <param name="interval">Work between two checkpoints, tau; positive.</param>
    /// <param name="restart">Time that a restart takes, R; 0 or more.</param>
    /// <param name="meanTimeToFailure">Mean time to failure of the job, M; positive.</param>
    public static double ExpectedStretch(double cost, double interval, double restart, double meanTimeToFailure)
    {
        Check(cost, interval, restart, meanTimeToFailure);
        double mean = meanTimeToFailure;
        return mean * Math.Exp(restart / mean) * (Math.Exp((interval + cost) / mean) - 1) / interval;
    }

    private static void Check(double cost, double interval, double restart, double meanTimeToFailure)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(interval);
        ArgumentOutOfRangeException.ThrowIfNegative(restart);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(meanTimeToFailure);
    }
}
