using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>
/// The inputs of a scenario, written down. Its key is a checksum over them and over the program itself: equal keys
/// mean equal results, so that a finished scenario never has to be run again.
/// </summary>
internal static class ScenarioRecord
{
    /// <summary>Name of the file in a scenario's folder.</summary>
    public const string FileName = "scenario.json";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>Checksum over everything that the results of the scenario depend on.</summary>
    public static string KeyOf(Scenario scenario, ScenarioInputs inputs, ScenarioOutputs outputs, ResultTables tables)
    {
        byte[] content = Write(scenario, inputs, outputs, tables, key: null);
        // A changed program may give other results for the same inputs.
        byte[] program = typeof(Simulation).Module.ModuleVersionId.ToByteArray();
        return Convert.ToHexStringLower(SHA256.HashData([.. content, .. program]));
    }

    /// <summary>Writes the record into a scenario's folder.</summary>
    public static void Save(
        string folder, Scenario scenario, ScenarioInputs inputs, ScenarioOutputs outputs, ResultTables tables,
        string key) =>
        File.WriteAllBytes(
            Path.Combine(folder, FileName), [.. Write(scenario, inputs, outputs, tables, key), (byte)'\n']);

    /// <summary>The key in the record of a folder; <c>null</c> when it holds no record.</summary>
    public static string? ReadKey(string folder)
    {
        string record = Path.Combine(folder, FileName);
        if (!File.Exists(record))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(record));
            return document.RootElement.GetProperty("key").GetString();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Damaged, or not ours: the scenario counts as not finished.
            return null;
        }
    }

    private static byte[] Write(
        Scenario scenario, ScenarioInputs inputs, ScenarioOutputs outputs, ResultTables tables, string? key)
    {
        using MemoryStream target = new();
        using (Utf8JsonWriter json = new(target, Layout))
        {
            json.WriteStartObject();
            if (key is not null)
            {
                json.WriteString("key", key);
            }

            WriteTrace(json, scenario.Trace, inputs);
            WriteObject(json, "platform", ("name", scenario.Platform.Name), ("content", inputs.Platform));
            WriteObject(json, "policy", [("name", scenario.Policy.Name), .. inputs.Policy]);
            WriteOptions(json, scenario.Options, inputs);
            json.WriteNumber("seed", scenario.Seed);
            WriteText(json, "signals", inputs.Signals);
            WriteText(json, "prices", inputs.Prices);
            json.WriteStartArray("rules");
            inputs.Rules.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteString("outputs", outputs.ToString());
            json.WriteString("tables", tables.ToString());
            json.WriteEndObject();
        }

        return target.ToArray();
    }

    private static void WriteTrace(Utf8JsonWriter json, TraceChoice trace, ScenarioInputs inputs) =>
        WriteObject(json, "trace",
        [
            ("name", trace.Name), ("content", inputs.Trace), ("format", trace.Format ?? ""),
            .. trace.Set.Select(setting => ("set." + setting.Key, setting.Value)),
            .. trace.Filters.Select((filter, i) =>
                (string.Create(CultureInfo.InvariantCulture, $"filter[{i}]"), filter)),
        ]);

    private static void WriteOptions(Utf8JsonWriter json, OptionChoice options, ScenarioInputs inputs) =>
        WriteObject(json, "options",
        [
            ("name", options.Name),
            ("start_up", DurationText.Of(options.Overheads.StartUp)),
            ("checkpoint", DurationText.Of(options.Overheads.Checkpoint)),
            ("restore", DurationText.Of(options.Overheads.Restore)),
            ("migrate", DurationText.Of(options.Overheads.Migrate)),
            ("preemption", options.Overheads.Preemption.ToString().ToLowerInvariant()),
            ("checkpoint_interval", OrNone(options.Overheads.CheckpointInterval)),
            .. FaultText.Of(options.Failures, options.Faults, options.Overheads)
                .Select(entry => ("failures." + entry.Name, entry.Value)),
            ("failures.list", options.OutageList.Length == 0 ? "none" : FileChecksum.Of(options.OutageList)),
            ("kill_at_walltime", options.KillAtWalltime ? "true" : "false"),
            ("estimates", EstimateText.Of(options.Estimates)),
            ("horizon", OrNone(options.Horizon)),
            ("interference", options.Interference),
            ("sampling_interval", OrNone(options.SamplingInterval)),
            ("warm_up_share", inputs.WarmUpShare.ToString("R", CultureInfo.InvariantCulture)),
            ("cool_down_share", inputs.CoolDownShare.ToString("R", CultureInfo.InvariantCulture)),
            ("warm_up", DurationText.Of(inputs.WarmUp)),
            ("cool_down", DurationText.Of(inputs.CoolDown)),
            .. PowerOf(options.Power),
            .. NetworkOf(options.Network),
        ]);

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    // Left out where it is off, so that runs without it keep the folders that they have.
    private static (string, string)[] PowerOf(PowerOptions? power) =>
        power is null ? [] : [("power", PowerReader.TextOf(power))];

    private static (string, string)[] NetworkOf(NetworkChoice? network) =>
        network is null ? [] : [("network", network.ToText())];

    private static string OrNone(TimeSpan? length) => length is { } some ? DurationText.Of(some) : "none";

    private static void WriteObject(Utf8JsonWriter json, string name, params (string Name, string Value)[] members)
    {
        json.WriteStartObject(name);
        foreach ((string member, string value) in members)
        {
            json.WriteString(member, value);
        }

        json.WriteEndObject();
    }
}
