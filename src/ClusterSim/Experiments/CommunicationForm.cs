using System.Collections.Immutable;
using ClusterSim.Platforms;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that says what jobs send: names of applications, <c>mix</c> for all of them.</summary>
internal static class CommunicationForm
{
    public const string Form = "mix|NAME,...[@SEED]";

    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        if (FilterValues.Seeded(value) is not var (names, seed))
        {
            return null;
        }

        var mix = names == "mix" ? CommunicationModels.All : Named(names);
        return mix is not null ? (jobs, _) => jobs.WithCommunication(mix, seed) : null;
    }

    private static ImmutableSortedDictionary<string, CommunicationProfile>? Named(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(CommunicationModels.All.ContainsKey)
            ? CommunicationModels.All.RemoveRange(CommunicationModels.All.Keys.Except(names))
            : null;
    }
}
