using System.Collections.Immutable;

namespace ClusterSim.Engine.Training;

/// <summary>How training jobs behave while they run.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Time between two looks of a job at its own steps: at each multiple of it the job reports what it observed, and
    /// one that chooses its batch size chooses anew. It does so at the ends of epochs and after re-allocations, too.
    /// </summary>
    /// <value>Default 60 s, as the simulator of Pollux (OSDI 2021).</value>
    public TimeSpan TuneInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Epochs begin and end at multiples of this; the remainder to the nearest one is given or taken from the next
    /// epoch. For comparison with simulators that count whole seconds.
    /// </summary>
    /// <value>Default zero: at the exact time.</value>
    public TimeSpan Resolution { get; init; }

    /// <summary>
    /// Speed that a job on several nodes loses while it shares one of them with another job on several nodes, 0 to less
    /// than 1.
    /// </summary>
    /// <value>Default 0. Pollux, section 5.3.2, injects 0.25 and 0.5.</value>
    public double SharedNodeSlowdown { get; init; }

    /// <summary>
    /// How many times slower jobs of an application get on than their measured steps say, for all that happens between
    /// steps.
    /// </summary>
    /// <value>
    /// Default empty: not slower. The simulator of Sia (SOSP 2023) has 1.8 for cifar10, 1.5 for ncf, 1.2 for bert,
    /// deepspeech2, imagenet and yolov3, as it was fitted to a real cluster.
    /// </value>
    public ImmutableSortedDictionary<string, double> SlowdownByApplication { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;
}
