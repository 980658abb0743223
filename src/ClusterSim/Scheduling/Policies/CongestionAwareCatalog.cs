using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Scheduling.Policies;

/// <summary>The congestion-aware policy as the catalogue knows it.</summary>
internal static class CongestionAwareCatalog
{
    public const string Name = "congestion-aware";

    private const string Base = "base", Interval = "interval", CoolDown = "cool-down", Moves = "moves";

    private static readonly CongestionAwareOptions s_standard = new();

    public static PolicyDescription Describe() => new(
        Name, "Another policy, and on top of it jobs are moved off links that hold jobs back.",
        PolicyMaturity.Experimental, usesWalltimes: false,
        [
            new(Base, "fifo-skip", "the name of another policy; its options follow as base.<option>", "Who schedules."),
            Own(Interval, "a positive length of time such as 90s, 30m or 2h", "Time between two looks at the links."),
            Own(CoolDown, "a length of time such as 90s, 30m or 2h, or 0",
                "Time after a start or a move for which a job stays where it is."),
            Own(Moves, "a whole number from 1", "Most jobs that are moved at one look."),
        ],
        Make);

    /// <summary>The options as they are recorded with a result.</summary>
    public static ImmutableSortedDictionary<string, string> ValuesOf(CongestionAwareOptions options) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add(Interval, PartNames.Seconds(options.Interval))
            .Add(CoolDown, PartNames.Seconds(options.CoolDown))
            .Add(Moves, options.MovesPerLook.ToString(CultureInfo.InvariantCulture));

    private static CongestionAwarePolicy? Make(OptionValues values)
    {
        CongestionAwareOptions options = new()
        {
            Interval = values.Length(Interval),
            CoolDown = values.Length(CoolDown, orZero: true),
            MovesPerLook = values.Whole(Moves),
        };
        string wrapped = values.Text(Base);
        try
        {
            ISchedulingPolicy scheduler = wrapped == Name
                ? throw new PolicyException([$"policy '{Name}' cannot wrap itself."])
                : PolicyCatalog.Create(wrapped, values.ForBase);
            return values.Good ? new CongestionAwarePolicy(scheduler, options) : null;
        }
        catch (PolicyException problem)
        {
            values.Refuse(problem.Problems);
            return null;
        }
    }

    private static PolicyOption Own(string name, string expected, string description) =>
        new(name, ValuesOf(s_standard)[name], expected, description, "chosen by this project");
}
