using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>Fills in what traces do not tell of the GPUs' use.</summary>
public static class WorkloadSignatures
{
    /// <summary>
    /// Gives each job that uses GPUs and has no signature one of a list: a synthetic application mix, as Lucid's
    /// authors made theirs (Hu et al., ASPLOS 2023). Jobs of one user, application and size get the same one, drawn
    /// evenly; where the trace names no application, each job draws for itself. Jobs with a signature get the sharing
    /// score of the one of the same name in the list.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="mix">The signatures; at least one.</param>
    /// <param name="source">Where they come from, for <see cref="WorkloadSource.Transformations"/>.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static Workload WithSignatures(
        this Workload workload, ImmutableArray<JobSignature> mix, string source, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (mix.IsDefaultOrEmpty)
        {
            throw new ArgumentException("found no signatures, expected at least one.", nameof(mix));
        }

        Dictionary<string, JobSignature> byName = mix.GroupBy(one => one.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        int drawn = 0;
        Job[] jobs =
        [
            .. workload.Jobs.Select(job =>
            {
                JobSignature? known = job.Profile.Signature;
                drawn += known is null && job.Request.TotalGpus > 0 ? 1 : 0;
                JobSignature? signature = known is null
                    ? job.Request.TotalGpus > 0 ? Draw(job, mix, seed) : null
                    : known with
                    {
                        SharingScore = known.SharingScore ?? byName.GetValueOrDefault(known.Name)?.SharingScore,
                    };
                return job with
                {
                    Profile = job.Profile with { Signature = signature },
                    Request = job.Request with { Signature = job.Request.Signature ?? signature },
                };
            }),
        ];
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"synthetic application mix: {drawn} of {jobs.Length} jobs drew one of {mix.Length} signatures of "
            + $"{source}, seed {seed}");
        return new Workload(jobs, workload.Source.Mapped(note));
    }

    private static JobSignature Draw(Job job, ImmutableArray<JobSignature> mix, long seed)
    {
        JobRequest request = job.Request;
        string key = request.Application.Length == 0
            ? "job/" + job.Id
            : string.Create(
                CultureInfo.InvariantCulture, $"app/{request.User}/{request.Application}/{request.TotalGpus}");
        return mix[new RandomStream(seed, "signatures/" + key).NextInt(mix.Length)];
    }
}
