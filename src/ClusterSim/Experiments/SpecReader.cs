using System.Collections.Immutable;
using ClusterSim.Behavior.Rules;
using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>Turns the nodes of an experiment file into an <see cref="ExperimentSpec"/>.</summary>
/// <param name="file">The experiment file; its folder is where relative paths start.</param>
internal sealed class SpecReader(string file)
{
    private static readonly string[] Keys =
    [
        "name", "question", "traces", "platforms", "policies", "baseline", "options", "seeds", "simulation", "rules",
        "detectors", "responsible", "warm_up", "cool_down", "outputs", "tables", "prices",
        "embodied",
    ];

    public ExperimentSpec Read(SpecPlace root)
    {
        Dictionary<string, SpecPlace> members = root.Members("a mapping with traces, platforms and policies", Keys);
        OptionChoice shared = members.TryGetValue("simulation", out SpecPlace? simulation)
            ? OptionReader.Read(simulation, new OptionChoice(), named: false)
            : new OptionChoice();
        var warmUp = Trim(members, "warm_up");
        var coolDown = Trim(members, "cool_down");
        return new ExperimentSpec
        {
            File = file,
            Name = members.GetValueOrDefault("name")?.Text("a name") ?? DefaultName(),
            Question = members.GetValueOrDefault("question")?.Text("a question") ?? "",
            Traces = Axis(members, "traces", Trace),
            Platforms = Axis(members, "platforms", Platform),
            Policies = Axis(members, "policies", Policy),
            Options = members.ContainsKey("options")
                ? Axis(members, "options", place => OptionReader.Read(place, shared, named: true))
                : [shared],
            Seeds = members.TryGetValue("seeds", out SpecPlace? seeds) ? SeedReader.Read(seeds) : [1],
            Baseline = members.GetValueOrDefault("baseline")?.Text("the name of a policy") ?? "",
            Rules = Axis(members, "rules", Rule),
            Detectors = Axis(members, "detectors", place => place.Text("the name of a detector")),
            Responsible = members.TryGetValue("responsible", out SpecPlace? who) ? ResponsibleReader.Read(who) : [],
            Prices = members.TryGetValue("prices", out SpecPlace? prices) ? PriceReader.Read(prices) : null,
            Embodied = members.TryGetValue("embodied", out SpecPlace? embodied) ? EmbodiedReader.Read(embodied) : new(),
            WarmUpShare = warmUp.Share,
            WarmUp = warmUp.Length,
            CoolDownShare = coolDown.Share,
            CoolDown = coolDown.Length,
            Outputs = members.TryGetValue("outputs", out SpecPlace? outputs) ? Outputs(outputs) : ScenarioOutputs.All,
            Tables = members.TryGetValue("tables", out SpecPlace? tables) ? Tables(tables) : ResultTables.Standard,
        };
    }

    private static (double Share, TimeSpan Length) Trim(Dictionary<string, SpecPlace> members, string key) =>
        members.GetValueOrDefault(key)?.Trim() ?? default;

    private static ImmutableArray<T> Axis<T>(
        Dictionary<string, SpecPlace> members, string key, Func<SpecPlace, T?> read)
        where T : class =>
        members.TryGetValue(key, out SpecPlace? place) ? [.. place.Items().Select(read).OfType<T>()] : [];

    private string? Rule(SpecPlace place) => place.Text($"a rule file or folder, or {RuleLibrary.GpuClusters}") switch
    {
        RuleLibrary.GpuClusters => RuleLibrary.GpuClusters,
        { } path => FullPath(path),
        _ => null,
    };

    private TraceChoice? Trace(SpecPlace place)
    {
        if (place.Node is SpecScalar)
        {
            return place.Text("a trace file") is { } path
                ? new TraceChoice { Name = ChoiceName.OfFile(path), Path = FullPath(path) }
                : null;
        }

        Dictionary<string, SpecPlace> members = place.Members(
            "a trace file, or a mapping with 'path' or 'generate'", "name", "path", "format", "generate", "set",
            "filter");
        string? file = members.GetValueOrDefault("path")?.Text("a trace file");
        string? preset = members.GetValueOrDefault("generate")?.Text("a preset of the generator");
        if (members.ContainsKey("path") == members.ContainsKey("generate"))
        {
            place.Report("expected exactly one of 'path' and 'generate'");
            return null;
        }

        return new TraceChoice
        {
            Name = members.GetValueOrDefault("name")?.Text("a name") ?? preset ?? ChoiceName.OfFile(file ?? ""),
            Path = file is null ? "" : FullPath(file),
            Format = members.GetValueOrDefault("format")?.Text("a trace format"),
            Preset = preset ?? "",
            Set = Settings(members),
            Filters = members.TryGetValue("filter", out SpecPlace? filters)
                ? [.. filters.Items().Select(Filter)]
                : [],
        };
    }

    private static string Filter(SpecPlace place) => place.Text("a filter such as 'window=1d..8d'") is { } text
        ? FilterForms.Located(text, place.FullPath)
        : "";

    private PlatformChoice? Platform(SpecPlace place)
    {
        if (place.Node is SpecScalar)
        {
            return place.Text("a platform file or shorthand") is { } source
                ? new PlatformChoice(ChoiceName.OfFile(source), FullPath(source))
                : null;
        }

        Dictionary<string, SpecPlace> members =
            place.Members("a platform file, a shorthand such as 'gpus:15x4', or a mapping with 'path'", "name", "path");
        string? path = members.GetValueOrDefault("path")?.Text("a platform file or shorthand");
        if (!members.ContainsKey("path"))
        {
            place.Report("found no key 'path', expected a platform file or shorthand");
        }

        string? name = members.GetValueOrDefault("name")?.Text("a name");
        return path is null ? null : new PlatformChoice(name ?? ChoiceName.OfFile(path), FullPath(path));
    }

    private static PolicyChoice? Policy(SpecPlace place)
    {
        if (place.Node is SpecScalar)
        {
            return place.Text("a policy") is { } plain ? new PolicyChoice { Name = plain, Policy = plain } : null;
        }

        Dictionary<string, SpecPlace> members =
            place.Members("a policy, or a mapping with 'policy'", "name", "policy", "set");
        string? policy = members.GetValueOrDefault("policy")?.Text("a policy");
        if (!members.ContainsKey("policy"))
        {
            place.Report("found no key 'policy', expected the name of a policy");
        }

        return policy is null
            ? null
            : new PolicyChoice
            {
                Name = members.GetValueOrDefault("name")?.Text("a name") ?? policy,
                Policy = policy,
                Set = Settings(members),
            };
    }

    private static ImmutableSortedDictionary<string, string> Settings(Dictionary<string, SpecPlace> members)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (members.TryGetValue("set", out SpecPlace? set))
        {
            foreach ((string key, SpecPlace place) in set.AllMembers("a mapping of options to values"))
            {
                settings[key] = Value(place);
            }
        }

        return settings.ToImmutable();
    }

    // Options travel as text; a list is its items joined by semicolons, as the catalogue reads them.
    private static string Value(SpecPlace place) => place.Node is SpecList
        ? string.Join(';', place.Items().Select(item => item.Text("a value") ?? ""))
        : place.Text("a value") ?? "";

    private static ScenarioOutputs Outputs(SpecPlace place)
    {
        ScenarioOutputs outputs = ScenarioOutputs.None;
        foreach (SpecPlace item in place.Items())
        {
            outputs |= item.Text("an output") switch
            {
                "jobs" or "summary" or "none" or null => ScenarioOutputs.None,
                "allocations" => ScenarioOutputs.Allocations,
                "series" => ScenarioOutputs.Series,
                "report" => ScenarioOutputs.Report,
                "events" => ScenarioOutputs.Events,
                { } other => Unknown(item, other),
            };
        }

        return outputs;
    }

    private static ScenarioOutputs Unknown(SpecPlace place, string found)
    {
        string[] known = ["jobs", "summary", "allocations", "series", "report", "events"];
        place.Report($"found '{found}', {NearestName.Expected(found, known)}");
        return ScenarioOutputs.None;
    }

    private static ResultTables Tables(SpecPlace place)
    {
        string? found = place.Text("the form of the tables");
        string[] known = [.. Enum.GetNames<ResultTables>().Select(name => name.ToLowerInvariant())];
        if (found is null || known.Contains(found))
        {
            return found is null ? ResultTables.Standard : Enum.Parse<ResultTables>(found, ignoreCase: true);
        }

        place.Report($"found '{found}', {NearestName.Expected(found, known)}");
        return ResultTables.Standard;
    }

    private string FullPath(string path) =>
        ChoiceName.IsShorthand(path) ? path : Path.Combine(Path.GetDirectoryName(file) ?? "", path);

    private string DefaultName()
    {
        string? folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)));
        return string.IsNullOrEmpty(folder) ? "experiment" : folder;
    }
}
