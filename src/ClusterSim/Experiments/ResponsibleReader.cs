using System.Collections.Immutable;
using ClusterSim.Impact.Quality;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Experiments;

/// <summary>Reads which rule is responsible for which behaviours: <c>RULE: [idle-tail, also idle]</c>.</summary>
internal static class ResponsibleReader
{
    private const string Also = "also ";

    // Behaviours that are derived from what jobs do and never injected by themselves.
    private static readonly string[] Derived = ["idle", "low-hour", "walltime-near"];

    public static ImmutableArray<RuleResponsibility> Read(SpecPlace place)
    {
        var read = ImmutableArray.CreateBuilder<RuleResponsibility>();
        foreach ((string rule, SpecPlace behaviors) in place.AllMembers("a mapping of rules to lists of behaviours"))
        {
            string[] names = [.. behaviors.Items().Select(Name).OfType<string>()];
            read.Add(new RuleResponsibility(
                rule, [.. names.Where(name => !name.StartsWith(Also, StringComparison.Ordinal))],
                [
                    .. names.Where(name => name.StartsWith(Also, StringComparison.Ordinal))
                        .Select(name => name[Also.Length..].Trim()),
                ]));
        }

        return read.ToImmutable();
    }

    private static string? Name(SpecPlace place)
    {
        string? text = place.Text("the name of a behaviour, after 'also' if it need not be found");
        bool also = text?.StartsWith(Also, StringComparison.Ordinal) == true;
        string name = also ? text![Also.Length..].Trim() : text ?? "";
        if (text is null || Derived.Contains(name) || InjectedBehaviors.Find(name) is not null)
        {
            return text;
        }

        string[] known = [.. InjectedBehaviors.All.Where(one => one.IsWasteful).Select(one => one.Name), .. Derived];
        place.Report($"found '{name}', {NearestName.Expected(name, known)}");
        return null;
    }
}
