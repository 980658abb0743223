using System.Collections.Immutable;
using ClusterSim.Scheduling.Backfilling;

namespace ClusterSim.Scheduling.Policies;

/// <summary>Policies named by their order and backfill, such as <c>sjf+easy</c>.</summary>
internal static class Crossings
{
    /// <summary>Their names.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        .. from order in OrderParts.All
           from backfill in PolicyParts.Backfills
           select $"{order.Name}+{backfill.Name}",
    ];

    /// <summary>What the names are made of, for people.</summary>
    public static string Form { get; } =
        $"ORDER+BACKFILL with an order of {string.Join(", ", OrderParts.All.Select(order => order.Name))} "
        + $"and a backfill of {PolicyParts.Names(PolicyParts.Backfills)}";

    /// <summary>The policy of such a name; <c>null</c> when an order or backfill of that name is unknown.</summary>
    public static PolicyDescription? Find(string name)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        string[] parts = name.Split('+');
        OrderPart order = OrderParts.Of(parts[0]);
        BackfillKind backfill = PolicyParts.Backfills.Single(kind => kind.Name == parts[1]).Make();
        string behind = backfill switch
        {
            BackfillKind.None => "the head of the queue blocks everybody behind it",
            BackfillKind.Skip => "jobs that do not fit are skipped",
            BackfillKind.Easy => "later jobs start early if that does not delay the head",
            _ => "later jobs start early if that delays nobody",
        };
        return new Composition(name, $"{order.Summary}; {behind}.", order) { Backfill = backfill }.Describe();
    }
}
