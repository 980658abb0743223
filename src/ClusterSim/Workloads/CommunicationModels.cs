using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Communication profiles of known applications, and jobs that are given one because their trace does not say what they
/// send.
/// </summary>
public static class CommunicationModels
{
    /// <summary>
    /// Applications by name, as measured on T4 by the authors of Pollux (OSDI 2021): fitted to every second batch size
    /// of
    /// <c>placements.csv</c>, see the study <c>locality</c>; the computation is that of a batch in the middle (8, 182,
    /// 28, 81, 1,025 and 8 examples a GPU). Bytes come out near 4 for each parameter of the model, messages stand for
    /// all that costs time by exchange and not by byte.
    /// </summary>
    public static ImmutableSortedDictionary<string, CommunicationProfile> All { get; } =
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            new Dictionary<string, CommunicationProfile>
            {
                ["bert"] = new(0.700, 623e6, 2.17, Collective.Tree, 282),
                ["cifar10"] = new(0.163, 46e6, 2.99, Collective.Tree, 49),
                ["deepspeech2"] = new(1.040, 185e6, 3.22, Collective.Tree, 451),
                ["imagenet"] = new(0.425, 103e6, 2.63, Collective.Tree, 115),
                ["ncf"] = new(0.0076, 4.6e6, 1.00, Collective.Tree, 7),
                ["yolov3"] = new(0.350, 227e6, 1.21, Collective.Tree, 367),
            });

    /// <summary>
    /// Gives each job that uses several GPUs and has no communication profile one of a list: synthetic, not of the
    /// trace. Jobs of one user, application and size get the same one, drawn evenly; where the trace names no
    /// application each job draws for itself.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="mix">The profiles by name; at least one.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static Workload WithCommunication(
        this Workload workload, ImmutableSortedDictionary<string, CommunicationProfile> mix, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(mix);
        if (mix.IsEmpty)
        {
            throw new ArgumentException("found no communication profile, expected at least one.", nameof(mix));
        }

        ImmutableArray<CommunicationProfile> profiles = [.. mix.Values];
        int given = 0;
        Job[] jobs =
        [
            .. workload.Jobs.Select(job =>
            {
                bool lacks = job.Request.TotalGpus > 1 && job.Profile.Communication is null;
                given += lacks ? 1 : 0;
                return lacks
                    ? job with { Profile = job.Profile with { Communication = Draw(job, profiles, seed) } }
                    : job;
            }),
        ];
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"synthetic communication: {given} of {jobs.Length} jobs were given one of {profiles.Length} profiles "
            + $"({string.Join(", ", mix.Keys)}), seed {seed}");
        return new Workload(
            jobs, workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }

    private static CommunicationProfile Draw(Job job, ImmutableArray<CommunicationProfile> mix, long seed)
    {
        if (mix.Length == 1)
        {
            return mix[0];
        }

        JobRequest request = job.Request;
        string key = request.Application.Length == 0
            ? "job/" + job.Id
            : string.Create(
                CultureInfo.InvariantCulture, $"app/{request.User}/{request.Application}/{request.TotalGpus}");
        return mix[new RandomStream(seed, "communication/" + key).NextInt(mix.Length)];
    }
}
