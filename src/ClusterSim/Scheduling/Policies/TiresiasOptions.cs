using System.Collections.Immutable;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Options of the Tiresias policy.</summary>
public sealed record TiresiasOptions
{
    /// <summary>Attained service in GPU-seconds at which a job sinks from each queue to the next; ascending.</summary>
    /// <value>
    /// Default 3250 and 7200, so three queues: the values of the authors' published simulator (SymbioticLab/Tiresias,
    /// simulator/jobs.py). Other works chose others: Pollux's comparison one limit of 57,600, Lucid's one of 18,000.
    /// Empty: one queue.
    /// </value>
    public ImmutableArray<double> QueueLimitsGpuSeconds { get; init; } = [3_250, 7_200];

    /// <summary>
    /// Guard against starvation (PROMOTEKNOB): a waiting job returns to the first queue when it has waited this many
    /// times as long as it has run since it was last there.
    /// </summary>
    /// <value>Greater than 0; default <c>null</c>: none, as in the paper's main runs.</value>
    public double? PromoteKnob { get; init; }

    /// <summary>The index that sorts each queue: Tiresias-G.</summary>
    /// <value>Default <c>null</c>: none, first come, first served: Tiresias-L.</value>
    public GittinsOptions? Gittins { get; init; }

    /// <summary>Whether the policy reckons as the paper says or as the authors' simulator does.</summary>
    /// <value>Default <see cref="PolicyVariant.Corrected"/>.</value>
    public PolicyVariant Variant { get; init; }
}
