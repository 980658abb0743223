using System.CommandLine;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Behavior.Rules;
using ClusterSim.Experiments;

namespace ClusterSim.Runner.Verbs;

/// <summary>Says what there is.</summary>
internal static class ListVerb
{
    private static readonly Argument<string> What = new("what")
    {
        Description = "What to list: traces, policies, platforms, rules or detectors.",
        HelpName = "traces|policies|platforms|rules|detectors",
    };

    public static Command Create(Terminal terminal)
    {
        Verb verb = new("list", "Say what there is, with one line each.", "clustersim list policies") { What };
        verb.SetAction(parsed =>
        {
            string what = parsed.GetRequiredValue(What);
            IEnumerable<KeyValuePair<string, string>> items = what switch
            {
                "traces" => Inventory.Traces("traces"),
                "policies" => Inventory.Policies(),
                "platforms" => Inventory.Platforms("platforms"),
                "rules" => Inventory.Rules(RuleLibrary.GpuClusters),
                "detectors" => DetectorCatalog.All,
                _ => throw new UsageException(
                    $"found '{what}', expected one of traces, policies, platforms, rules, detectors"),
            };
            Write([.. items], terminal.Out);
            return ExitCode.Good;
        });
        return verb;
    }

    private static void Write(KeyValuePair<string, string>[] items, TextWriter output)
    {
        int width = items.Max(item => item.Key.Length);
        foreach ((string name, string description) in items)
        {
            output.WriteLine($"{name.PadRight(width)}  {description}");
        }
    }
}
