using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Scheduling.Backfilling;
using ClusterSim.Scheduling.Estimates;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Scheduling.Peers;
using ClusterSim.Scheduling.Placements;
using ClusterSim.Scheduling.Preemption;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Makes Tiresias in its variants.</summary>
internal static class TiresiasMaker
{
    public const string Las = "tiresias", Gittins = "tiresias-gittins";

    /// <summary>The policy of the paper or of the authors' simulator.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ISchedulingPolicy Make(TiresiasOptions options, IPlacement placement)
    {
        LasOrder queues = new(options.QueueLimitsGpuSeconds, options.PromoteKnob);
        if (options.Gittins is { } gittins)
        {
            Check(gittins);
        }

        return options.Variant == PolicyVariant.Artefact
            ? Artefact(options, queues)
            : Corrected(options, queues, placement);
    }

    private static ComposedPolicy Corrected(TiresiasOptions options, LasOrder queues, IPlacement placement)
    {
        IJobOrder order = options.Gittins is { } gittins
            ? new GittinsOrder(queues, gittins.QuantumGpuSeconds, gittins.SizesGpuSeconds)
            : queues;
        string name = options.Gittins is null ? Las : Gittins;
        return new ComposedPolicy(name, order, BackfillKind.Skip, placement, PreemptionKind.Priority)
            .Noting("variant", "corrected");
    }

    private static TiresiasDlas Artefact(TiresiasOptions options, LasOrder queues)
    {
        var texts = queues.Options.ToImmutableSortedDictionary(StringComparer.Ordinal).Add("variant", "artefact");
        DlasOptions artefact = new()
        {
            Limits = options.QueueLimitsGpuSeconds,
            PromoteKnob = options.PromoteKnob ?? 0,
        };
        if (options.Gittins is not { } gittins)
        {
            return new TiresiasDlas(Las, artefact, texts);
        }

        if (gittins.SizesGpuSeconds.IsEmpty)
        {
            throw new ArgumentException("the authors' simulator needs sizes of earlier jobs.", nameof(options));
        }

        double quantum = gittins.QuantumGpuSeconds;
        texts = texts.Add("quantum-gpu-seconds", quantum.ToString(CultureInfo.InvariantCulture));
        IServiceIndex index = new DlasGittins(gittins.SizesGpuSeconds, quantum);
        return new TiresiasDlas(Gittins, artefact with { Index = index }, texts);
    }

    private static void Check(GittinsOptions options)
    {
        if (!(options.QuantumGpuSeconds > 0 && double.IsFinite(options.QuantumGpuSeconds)))
        {
            throw new ArgumentException("the service quantum must be positive.", nameof(options));
        }

        if (options.SizesGpuSeconds.Any(size => !(size > 0 && double.IsFinite(size))))
        {
            throw new ArgumentException("sizes of jobs must be positive.", nameof(options));
        }
    }
}
