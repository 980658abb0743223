using System.Globalization;

namespace ClusterSim.Randomness;

/// <summary>Checks of the parameters of distributions.</summary>
internal static class Parameter
{
    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw Error(value, name, "positive and finite");

    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw Error(value, name, "0 or more and finite");

    public static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw Error(value, name, "finite");

    private static ArgumentOutOfRangeException Error(double value, string name, string expected) =>
        new(name, $"found {value.ToString(CultureInfo.InvariantCulture)}, expected a number that is {expected}.");
}
