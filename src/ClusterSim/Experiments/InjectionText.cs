using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Experiments;

/// <summary>Reads which behaviours are injected out of a text such as <c>idle-tail=0.05;retry-loop</c>.</summary>
internal static class InjectionText
{
    /// <summary>Share of a behaviour that is named without one.</summary>
    private const double UsualShare = 0.02;

    /// <summary>The shares; <c>null</c> when the text is none.</summary>
    public static ImmutableArray<BehaviorShare>? Behaviors(string text)
    {
        var shares = ImmutableArray.CreateBuilder<BehaviorShare>();
        foreach (string entry in text.Split([';', ','], StringSplitOptions.TrimEntries))
        {
            int at = entry.IndexOf('=', StringComparison.Ordinal);
            string name = at < 0 ? entry : entry[..at].TrimEnd();
            double share = UsualShare;
            bool valid = at < 0 || double.TryParse(
                entry[(at + 1)..].TrimStart(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share);
            if (!valid || !(share <= 1) || !(name is "all" or "none" || InjectedBehaviors.Find(name) is not null))
            {
                return null;
            }

            shares.AddRange(
                name == "all" ? InjectedBehaviors.Evenly(share) : name == "none" ? [] : [new(name, share)]);
        }

        return shares.Sum(entry => entry.Share) <= 1 ? shares.ToImmutable() : null;
    }
}
