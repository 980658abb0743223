using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClusterSim.Experiments.Explaining;

/// <summary>
/// The experiment that a folder of results came from, written into it: what it takes to make one of its runs again.
/// Paths are those that were given, so that they are found from the same working folder.
/// </summary>
internal static class RunRecipe
{
    /// <summary>Name of the file in the experiment's folder.</summary>
    public const string FileName = "recipe.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new SettingsConverter(), new ZoneConverter(),
        },
    };

    /// <summary>Writes the recipe; a reader sees the old or the new one, never half of it.</summary>
    public static void Save(ExperimentSpec spec, string folder)
    {
        string target = Path.Combine(folder, FileName);
        string temporary = target + ".unfinished";
        // What is scored after the runs changes none of them.
        File.WriteAllText(temporary, JsonSerializer.Serialize(spec with { Responsible = [] }, Layout) + "\n");
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Reads the recipe of a folder.</summary>
    /// <exception cref="ExperimentException">There is none, or it is damaged.</exception>
    public static ExperimentSpec Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw Problem(folder, Directory.Exists(folder)
                ? $"found no {FileName}, expected the folder of an experiment that 'run' wrote and nobody has published"
                : "no such folder, expected one of an experiment that was run");
        }

        try
        {
            return JsonSerializer.Deserialize<ExperimentSpec>(File.ReadAllText(path), Layout)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw Problem(path, $"found a damaged file ({error.Message}), expected the recipe of an experiment");
        }
    }

    private static ExperimentException Problem(string path, string message) =>
        new([new ExperimentProblem(path, 0, 0, "", message)]);

    /// <summary>Options by name, in ordinal order as everywhere.</summary>
    private sealed class SettingsConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
    {
        public override ImmutableSortedDictionary<string, string> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader)!
                .ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(
            Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>A time zone by its name.</summary>
    private sealed class ZoneConverter : JsonConverter<TimeZoneInfo>
    {
        public override TimeZoneInfo Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeZoneInfo.FindSystemTimeZoneById(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, TimeZoneInfo value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Id);
    }
}
