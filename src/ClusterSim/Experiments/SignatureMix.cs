using System.Globalization;
using ClusterSim.Platforms;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that fills in signatures: <c>FILE@SEED</c>, or <c>profile</c>.</summary>
internal static class SignatureMix
{
    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        if (value == "profile")
        {
            return (jobs, _) => jobs.WithProfileSignatures();
        }

        int at = value.LastIndexOf('@');
        long seed = 1;
        bool seeded = at > 0
            && long.TryParse(value[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed);
        string path = seeded ? value[..at] : value;
        return File.Exists(path)
            ? (jobs, _) => jobs.WithSignatures(SignatureFile.Read(path), Path.GetFileName(path), seeded ? seed : 1)
            : null;
    }
}
