using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Scheduling.Peers;

/// <summary>What batsched is started with.</summary>
internal sealed record BatschedOptions
{
    /// <summary>
    /// Time that batsched adds to every walltime, for what the resource manager needs to kill a job. The simulator
    /// does not add it.
    /// </summary>
    /// <value>0 or more; default 5 s, batsched's own.</value>
    public TimeSpan RjmsDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The options by name, for the provenance of a result.</summary>
    public ImmutableSortedDictionary<string, string> Texts => ImmutableSortedDictionary<string, string>.Empty
        .Add("rjms_delay", RjmsDelay.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture) + "s");

    /// <summary>How long a job is taken to run; <c>null</c> when it has no walltime.</summary>
    public TimeSpan? LengthOf(JobView job) => job.Request.Walltime is { } walltime ? walltime + RjmsDelay : null;
}
