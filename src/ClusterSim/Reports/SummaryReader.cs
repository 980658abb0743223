using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>Reads what is not in the tables of a run out of its summary.</summary>
internal sealed class SummaryReader(string folder, JsonElement summary)
{
    private readonly JsonElement _provenance = summary.GetProperty("provenance");

    public static WorkloadSource SourceOf(JsonElement summary)
    {
        JsonElement trace = summary.GetProperty("provenance").GetProperty("trace");
        return new WorkloadSource
        {
            Name = TextOf(trace, "name"),
            Format = TextOf(trace, "format"),
            Checksum = TextOf(trace, "sha256"),
            Transformations = TextsOf(trace, "transformations"),
            Mappings = trace.TryGetProperty("mappings", out _) ? TextsOf(trace, "mappings") : [],
        };
    }

    /// <summary>Puts a result together.</summary>
    public RunResult Complete(Workload workload, ImmutableArray<JobResult> jobs)
    {
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        for (int i = 0; i < workload.Jobs.Length; i++)
        {
            indexes.Add(workload.Jobs[i].Id, i);
        }

        Platform platform = Platform();
        SimulationOptions options = Options();
        JsonElement policy = _provenance.GetProperty("policy");
        JsonElement run = summary.GetProperty("run");
        return new RunResult
        {
            Workload = workload,
            Platform = platform,
            Policy = TextOf(policy, "name"),
            PolicyOptions = policy.GetProperty("options").EnumerateObject()
                .ToImmutableSortedDictionary(
                    option => option.Name, option => option.Value.GetString() ?? "", StringComparer.Ordinal),
            Options = options,
            Jobs = jobs,
            EndTime = SimTime.Zero + LengthOf(run, "end_time") ?? SimTime.Zero,
            Events = run.GetProperty("events").GetInt64(),
            Passes = run.GetProperty("passes").GetInt64(),
            Outages = Outages(platform, options),
            Refusals = [.. summary.GetProperty("refusals").EnumerateArray().Select(entry => RefusalOf(entry, indexes))],
            Detections = [.. DetectionLines.Read(Path.Combine(folder, ResultFiles.Detections), indexes)],
            Ledger = [.. summary.GetProperty("ledger").EnumerateArray().Select(LedgerJson.Read)],
            Network = LinkRows.Read(Path.Combine(folder, ResultFiles.Links)),
            Notices = TextsOf(summary, "notices"),
            Energy = EnergyJson.Read(run, "energy"),
            Carbon = SignalJson.Read(run, "carbon"),
            EnergyCost = SignalJson.Read(run, "energy_cost"),
            Reserved = ReservedJson.Read(run),
        };
    }

    // A run in which nothing could fail has no such file; neither has one of an earlier version.
    private ImmutableArray<Outage>? Outages(Platform platform, SimulationOptions options)
    {
        string path = Path.Combine(folder, ResultFiles.Outages);
        return File.Exists(path) ? OutageFile.Read(path, platform)
            : options.AnythingFails ? null : ImmutableArray<Outage>.Empty;
    }

    private Platform Platform()
    {
        JsonElement platform = _provenance.GetProperty("platform");
        return new Platform
        {
            Name = TextOf(platform, "name"),
            Source = TextOf(platform, "source"),
            Checksum = TextOf(platform, "sha256"),
            Nodes = NodeRows.Read(Path.Combine(folder, ResultFiles.Nodes)),
            GpuModels = [.. platform.GetProperty("gpu_models").EnumerateArray().Select(ModelOf)],
            Network = new Network
            {
                CrossNodePenalty = platform.GetProperty("cross_node_penalty").GetDouble(),
                CrossTorPenalty = platform.GetProperty("cross_tor_penalty").GetDouble(),
            },
        };
    }

    private SimulationOptions Options()
    {
        JsonElement options = _provenance.GetProperty("simulation");
        return new SimulationOptions
        {
            Seed = _provenance.GetProperty("seed").GetInt64(),
            Overheads = new Overheads
            {
                Checkpoint = LengthOf(options, "checkpoint") ?? TimeSpan.Zero,
                Restore = LengthOf(options, "restore") ?? TimeSpan.Zero,
                Migrate = LengthOf(options, "migrate") ?? TimeSpan.Zero,
                CheckpointInterval = LengthOf(options, "checkpoint_interval"),
            },
            Failures = LengthOf(options, "mean_time_between_failures") is { } failure
                ? new FailureModel(failure, LengthOf(options, "mean_time_to_repair") ?? TimeSpan.Zero)
                : null,
            NodeChanges = [.. options.GetProperty("node_changes").EnumerateArray().Select(change => new NodeChange(
                SimTime.Zero + LengthOf(change, "time") ?? SimTime.Zero, change.GetProperty("node").GetInt32(),
                change.GetProperty("up").GetBoolean()))],
            KillAtWalltime = options.GetProperty("kill_at_walltime").GetBoolean(),
            Horizon = LengthOf(options, "horizon") is { } horizon ? SimTime.Zero + horizon : null,
            SamplingInterval = options.TryGetProperty("sampling_interval", out _)
                ? LengthOf(options, "sampling_interval")
                : null,
        };
    }

    private static GpuModel ModelOf(JsonElement model) => new()
    {
        Name = TextOf(model, "name"),
        RelativeSpeed = model.GetProperty("relative_speed").GetDouble(),
        IdleWatts = NumberOf(model, "idle_watts"),
        MaxWatts = NumberOf(model, "max_watts"),
        PricePerHour = NumberOf(model, "price_per_hour"),
    };

    private static Refusal RefusalOf(JsonElement entry, Dictionary<string, int> jobs) => new(
        TextOf(entry, "verb"), Enum.Parse<RefusalReason>(TextOf(entry, "reason")), entry.GetProperty("count")
            .GetInt64(),
        SimTime.Zero + LengthOf(entry, "first_time") ?? SimTime.Zero,
        jobs.GetValueOrDefault(TextOf(entry, "first_job_id"), -1));

    private static string TextOf(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";

    private static ImmutableArray<string> TextsOf(JsonElement parent, string name) =>
        [.. parent.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];

    private static double? NumberOf(JsonElement parent, string name) =>
        parent.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static TimeSpan? LengthOf(JsonElement parent, string name) =>
        parent.GetProperty(name) is { ValueKind: JsonValueKind.Number } number
            ? new TimeSpan((long)(number.GetDecimal() * TimeSpan.TicksPerSecond))
            : null;
}
