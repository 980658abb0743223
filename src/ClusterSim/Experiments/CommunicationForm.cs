using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that says what jobs send: names of applications, <c>mix</c> for all of them.</summary>
internal static class CommunicationForm
{
    public const string Form = "mix|NAME,...[@SEED]";

    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        string[] parts = value.Split('@');
        long seed = 1;
        bool good = parts.Length == 1 || (parts.Length == 2
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed));
        var mix = parts[0] == "mix" ? CommunicationModels.All : Named(parts[0]);
        return good && mix is not null ? (jobs, _) => jobs.WithCommunication(mix, seed) : null;
    }

    private static ImmutableSortedDictionary<string, CommunicationProfile>? Named(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(CommunicationModels.All.ContainsKey)
            ? CommunicationModels.All.RemoveRange(CommunicationModels.All.Keys.Except(names))
            : null;
    }
}
