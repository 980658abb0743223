using System.Collections.Immutable;
using ClusterSim.Scheduling.Estimates;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Tables;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The catalogue's entries of Tiresias.</summary>
internal static class TiresiasCatalog
{
    private const string Quantum = "quantum-gpu-seconds", Sizes = "sizes", Completed = "completed";

    private const string Consolidation = "consolidation", Threshold = "skew-threshold";

    private static readonly PolicyOption s_quantum = new(
        Quantum, "3250", "a number of GPU-seconds greater than 0",
        "Service quantum of the index, after each of which that of a running job is taken anew.",
        "SymbioticLab/Tiresias, simulator/jobs.py");

    private static readonly PolicyOption s_sizes = new(
        Sizes, Completed, "completed, or a CSV file with a column 'duration' in GPU-seconds",
        "Sizes from which the index is computed: of the jobs that ended in the run so far, or of a file.",
        "Tiresias (NSDI 2019), section 3.2: from history");

    private static readonly ImmutableArray<PolicyOption> s_consolidation =
    [
        new(Consolidation, "always", "one of always, skew, never",
            "Which jobs go where the placement says: all, those whose model has a large tensor, or none; the others go "
            + "to the fullest nodes.",
            "Tiresias (NSDI 2019), section 3.3: skew; traces do not tell it"),
        new(Threshold, "0.5", "a number above 0, at most 1",
            "Part of the model that the largest tensor must make up.",
            "chosen by this project; anything from 0.15 to 0.6 parts the models of simulator/models.py alike"),
    ];

    public static ImmutableArray<PolicyDescription> All { get; } =
    [
        new(
            TiresiasMaker.Las,
            "Least attained GPU service first, in queues; running jobs give way (Tiresias-L, NSDI 2019).",
            PolicyMaturity.Simplified, usesWalltimes: false,
            [
                PolicyParts.Placement("consolidated"), .. s_consolidation, .. OrderParts.Of("las").Options,
                PolicyVariants.Option,
            ],
            values => Make(values, null)),
        new(
            TiresiasMaker.Gittins,
            "The queues of tiresias, each sorted by the Gittins index of attained service (Tiresias-G, NSDI 2019).",
            PolicyMaturity.Simplified, usesWalltimes: false,
            [
                PolicyParts.Placement("consolidated"), .. s_consolidation, .. OrderParts.Of("las").Options, s_sizes,
                s_quantum, PolicyVariants.Option,
            ],
            values => Make(values, Gittins(values))),
    ];

    private static ISchedulingPolicy? Make(OptionValues values, GittinsOptions? gittins)
    {
        IPlacement? placement = Placed(values);
        TiresiasOptions options = new()
        {
            QueueLimitsGpuSeconds = values.AscendingOrNone(OrderParts.LasLimits),
            PromoteKnob = values.NumberOrNone(OrderParts.PromoteKnob, 0, double.PositiveInfinity, exclusive: true),
            Gittins = gittins,
            Variant = PolicyVariants.Of(values),
        };
        if (options.Variant == PolicyVariant.Artefact && gittins is { SizesGpuSeconds.IsEmpty: true })
        {
            values.Refuse([$"policy '{values.PolicyName}', option '{Sizes}': found '{Completed}', expected a file of "
                + "sizes with variant=artefact."]);
        }

        return values.Good ? TiresiasMaker.Make(options, placement!) : null;
    }

    private static IPlacement? Placed(OptionValues values)
    {
        IPlacement? placement = values.Choice("placement", PolicyParts.Placements);
        double threshold = values.Number(Threshold, 0, 1);
        return values.Choice<IPlacement?>(
            Consolidation,
            [
                ("always", () => placement),
                ("skew", () => placement is null ? null : new BySkew(threshold, placement)),
                ("never", () => new BestFit()),
            ]);
    }

    private static GittinsOptions Gittins(OptionValues values) => new()
    {
        QuantumGpuSeconds = values.Number(Quantum, 0, double.MaxValue, exclusive: true),
        SizesGpuSeconds = values.Text(Sizes) == Completed ? [] : Read(values, values.Text(Sizes)),
    };

    private static ImmutableArray<double> Read(OptionValues values, string path)
    {
        try
        {
            return SizeFile.Read(path);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or TableFormatException)
        {
            values.Refuse([$"policy '{values.PolicyName}', option '{Sizes}': {exception.Message}"]);
            return [1];
        }
    }
}
