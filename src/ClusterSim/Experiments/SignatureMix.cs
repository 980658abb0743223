using ClusterSim.Platforms;
using ClusterSim.Traces.Colocation;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Reads the filter that fills in signatures: <c>FILE@SEED</c>, or <c>profile</c>.</summary>
internal static class SignatureMix
{
    /// <summary>Stands for the utilization of each job's own profile.</summary>
    public const string Profile = "profile";

    public static Func<Workload, Platform?, Workload>? Read(string value)
    {
        if (value == Profile)
        {
            return (jobs, _) => jobs.WithProfileSignatures();
        }

        // A file may have an @ in its name.
        (string path, long seed) = FilterValues.Seeded(value) ?? (value, 1);
        return File.Exists(path)
            ? (jobs, _) => jobs.WithSignatures(SignatureFile.Read(path), Path.GetFileName(path), seed)
            : null;
    }
}
