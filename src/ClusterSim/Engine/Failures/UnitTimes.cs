using ClusterSim.Randomness;
using MathNet.Numerics;

namespace ClusterSim.Engine.Failures;

/// <summary>The distributions that a <see cref="FailureModel"/> stands for, in seconds.</summary>
internal static class UnitTimes
{
    public static IDistribution BetweenFailures(FailureModel model)
    {
        double mean = model.MeanTimeBetweenFailures.TotalSeconds;
        return model.Shape == 1
            ? new ExponentialDistribution(mean)
            : new WeibullDistribution(model.Shape, mean / SpecialFunctions.Gamma(1 + (1 / model.Shape)));
    }

    public static IDistribution ToRepair(FailureModel model)
    {
        double mean = model.MeanTimeToRepair.TotalSeconds, sigma = model.RepairSigma;
        return model.Repair switch
        {
            RepairTimes.LogNormal => new LogNormalDistribution(mean / Math.Exp(sigma * sigma / 2), sigma),
            RepairTimes.Fixed => new LogNormalDistribution(mean, 0),
            _ => new ExponentialDistribution(mean),
        };
    }
}
