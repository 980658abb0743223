using System.Collections.Immutable;
using System.Text.Json;

namespace ClusterSim.Experiments;

/// <summary>
/// <c>experiment.json</c>: which folders belong to an experiment, how they are grouped and which one is the baseline.
/// </summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Question">The question that it answers; empty when none was stated.</param>
/// <param name="Groups">The groups in the order of the expansion.</param>
internal sealed record ExperimentIndex(string Name, string Question, ImmutableArray<ScenarioGroup> Groups)
{
    /// <summary>Name of the file in the experiment's folder.</summary>
    public const string FileName = "experiment.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The index of an experiment.</summary>
    public static ExperimentIndex Of(ExperimentSpec spec, ImmutableArray<Scenario> scenarios) => new(
        spec.Name, spec.Question,
        [
            .. scenarios.GroupBy(scenario => scenario.Group)
                .Select(group => new ScenarioGroup(group.Key, spec.Seeds, Arms(spec, group))),
        ]);

    // A stable sort: the baseline moves to the front, the others keep their order.
    private static ImmutableArray<ScenarioArm> Arms(ExperimentSpec spec, IEnumerable<Scenario> group) =>
    [
        .. group.GroupBy(scenario => scenario.Policy)
            .OrderBy(arm => arm.Key != spec.BaselinePolicy)
            .Select(arm => new ScenarioArm(arm.Key.Name, [.. arm.Select(scenario => scenario.Folder)])),
    ];

    /// <summary>Writes the index; a reader sees the old or the new one, never half of it.</summary>
    public void Save(string folder)
    {
        string target = Path.Combine(folder, FileName);
        string temporary = target + ".unfinished";
        File.WriteAllText(temporary, JsonSerializer.Serialize(this, Layout) + "\n");
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Reads the index of a folder; <c>null</c> when it has none.</summary>
    /// <exception cref="ExperimentException">There is one, but it is damaged.</exception>
    public static ExperimentIndex? Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            ExperimentIndex? index = JsonSerializer.Deserialize<ExperimentIndex>(File.ReadAllText(path), Layout);
            return index is { Groups.IsDefaultOrEmpty: false } ? index : throw new JsonException("no groups");
        }
        catch (JsonException error)
        {
            string message = $"found a damaged file ({error.Message}), expected the index of an experiment";
            throw new ExperimentException([new ExperimentProblem(path, 0, 0, "", message)]);
        }
    }
}
