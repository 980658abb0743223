using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Platforms.Topology;

namespace ClusterSim.Experiments;

/// <summary>What an experiment changes in the network of its platforms, so that networks can be compared.</summary>
public sealed record NetworkChoice
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The <see cref="Fabric"/> that takes all links away.</summary>
    internal const string Off = "off";

    /// <summary>
    /// Another network in a word, as after the nodes of a shorthand: <c>fat-tree:8x4:2</c>; <c>off</c>: none.
    /// </summary>
    /// <value>Default empty: that of the platform.</value>
    public string Fabric { get; init; } = "";

    /// <summary>Over-subscription of the ToR or rail switches; see <see cref="FabricSpec.OverSubscription"/>.</summary>
    /// <value>Default <c>null</c>: that of the platform, as with the others.</value>
    public double? OverSubscription { get; init; }

    /// <summary>Over-subscription of the spines of a pod.</summary>
    /// <value>Default <c>null</c>: that of the platform.</value>
    public double? CoreOverSubscription { get; init; }

    /// <summary>Spine switches of a pod.</summary>
    /// <value>Default <c>null</c>: those of the platform.</value>
    public int? Spines { get; init; }

    /// <summary>Latency of each cable outside the nodes in seconds.</summary>
    /// <value>Default <c>null</c>: that of the platform.</value>
    public double? LatencySeconds { get; init; }

    /// <summary>How transfers use the links: <c>raw</c>, <c>lv08</c> or <c>cm02</c>.</summary>
    /// <value>Default empty: as on the platform.</value>
    public string Model { get; init; } = "";

    /// <summary>How the jobs on a link hinder each other.</summary>
    /// <value>Default <see cref="LinkContention.Full"/>.</value>
    public LinkContention Contention { get; init; }

    /// <summary>The platform with this network.</summary>
    /// <exception cref="PlatformException">It has no links to change, or the result is no network.</exception>
    internal Platform On(Platform platform)
    {
        Platform based = Fabric switch
        {
            "" => platform,
            Off => platform with { Network = platform.Network with { Fabric = null } },
            _ => FabricShorthand.Add(platform, Fabric),
        };
        based = based with { Notices = [.. based.Notices, $"the experiment changes the network: {ToText()}"] };
        if (Fabric == Off)
        {
            return based;
        }

        FabricSpec spec = based.Network.Fabric ?? throw new PlatformException(
            $"platform '{platform.Name}': found no links to change, expected a 'fabric' such as 'fat-tree:8x4:2', "
            + "or a platform with a network.");
        Platform changed = based with { Network = based.Network with { Fabric = Changed(spec) } };
        // All problems of the result come out here.
        NetworkTopology.Of(changed);
        return changed;
    }

    /// <summary>What is changed as one text, by the keys of the file: equal texts mean equal choices.</summary>
    internal string ToText()
    {
        (string Key, object? Value)[] changes =
        [
            ("fabric", Fabric.Length > 0 ? Fabric : null), ("over_subscription", OverSubscription),
            ("core_over_subscription", CoreOverSubscription), ("spines", Spines),
            ("latency", LatencySeconds is { } seconds ? string.Create(Invariant, $"{seconds:R} s") : null),
            ("model", Model.Length > 0 ? Model : null), ("contention", Contention.ToString().ToLowerInvariant()),
        ];
        return string.Join(
            ", ", changes.Where(one => one.Value is not null)
                .Select(one => string.Create(Invariant, $"{one.Key} {one.Value}")));
    }

    private FabricSpec Changed(FabricSpec spec) => spec with
    {
        OverSubscription = OverSubscription ?? spec.OverSubscription,
        CoreOverSubscription = CoreOverSubscription ?? spec.CoreOverSubscription,
        Spines = Spines ?? spec.Spines,
        LatencySeconds = LatencySeconds ?? spec.LatencySeconds,
        Transfers = Model.Length > 0 ? TransferModel.Named(Model)! : spec.Transfers,
    };
}
