using System.Runtime.InteropServices;

namespace ClusterSim.Reports.Privacy;

/// <summary>
/// What an outsider may know of a job: about when it was submitted, and about how large it was.
/// </summary>
/// <param name="Submitted">When, coarse.</param>
/// <param name="Gpus">GPUs, coarse.</param>
/// <param name="Cpus">Cores, coarse.</param>
internal readonly record struct KnownOfJob(TimeSpan Submitted, double Gpus, double Cpus);

/// <summary>
/// Counts by how many different users each combination is shared (k-anonymity, Sweeney 2002, over users in place of
/// rows: ten jobs of one user hide nobody). Where no job names its user, every job counts as a user of its own.
/// </summary>
internal sealed class Crowds
{
    private readonly Dictionary<KnownOfJob, HashSet<string>> _users = [];

    public void Add(KnownOfJob known, string user, string job)
    {
        ref HashSet<string>? users = ref CollectionsMarshal.GetValueRefOrAddDefault(_users, known, out _);
        users ??= new HashSet<string>(StringComparer.Ordinal);
        users.Add(user.Length > 0 ? "user " + user : "job " + job);
    }

    /// <summary>How many users share a combination.</summary>
    public int SizeOf(KnownOfJob known) => _users.TryGetValue(known, out HashSet<string>? users) ? users.Count : 0;
}
