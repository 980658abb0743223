using System.Globalization;

namespace ClusterSim.Behavior.Detectors;

/// <summary>Turns conditions that do not hold into messages.</summary>
internal static class OptionChecks
{
    public static IEnumerable<string> Of(params (bool Holds, string Name, object Found, string Expected)[] conditions)
    {
        foreach ((bool holds, string name, object found, string expected) in conditions)
        {
            if (!holds)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{name}: found {found}, expected {expected}");
            }
        }
    }
}
