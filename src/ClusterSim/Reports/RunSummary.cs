using System.Text.Json;
using System.Text.Json.Nodes;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Impact;
using ClusterSim.Platforms;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// Writes the summary of a run: every aggregate metric by name, and everything that it takes to make the run again.
/// </summary>
internal static class RunSummary
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    private static readonly JsonSerializerOptions Names =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Write(string path, RunResult run, string label, MetricsOptions options) =>
        File.WriteAllText(path, Of(run, label, RunMetrics.Of(run, options), options).ToJsonString(Options) + "\n");

    /// <summary>The options of the metrics as the summary records them.</summary>
    public static MetricsOptions MetricsOptionsOf(JsonElement summary) =>
        summary.GetProperty("provenance").GetProperty("metrics")
            .Deserialize<MetricsOptions>(Names) ?? new MetricsOptions();

    private static JsonObject Of(RunResult run, string label, RunMetrics metrics, MetricsOptions options) => new()
    {
        ["label"] = label,
        ["provenance"] = Provenance(run, options),
        ["run"] = new JsonObject
        {
            ["end_time"] = Seconds(run.EndTime - SimTime.Zero),
            ["events"] = run.Events,
            ["passes"] = run.Passes,
            ["jobs"] = run.Jobs.Length,
            ["jobs_by_status"] = JobsByStatus(run),
            ["energy"] = EnergyJson.Of(run.Energy),
            ["carbon"] = SignalJson.Of(run.Carbon),
            ["energy_cost"] = SignalJson.Of(run.EnergyCost),
            ["reserved"] = ReservedJson.Of(run.Reserved),
        },
        ["metrics"] = new JsonObject(MetricCatalog.ValuesOf(metrics)
            .Select(value => KeyValuePair.Create(value.Metric.Name, (JsonNode?)value.Value))),
        ["classes"] = new JsonObject
        {
            ["size"] = JsonSerializer.SerializeToNode(metrics.BySize, Names),
            ["role"] = JsonSerializer.SerializeToNode(metrics.ByRole, Names),
            ["application"] = JsonSerializer.SerializeToNode(metrics.ByApplication, Names),
            ["user"] = JsonSerializer.SerializeToNode(metrics.ByUser, Names),
            ["user_tenth"] = JsonSerializer.SerializeToNode(metrics.ByUserTenth, Names),
        },
        ["refusals"] = new JsonArray([.. run.Refusals.Select(refusal => RefusalOf(refusal, run.Workload))]),
        ["ledger"] = new JsonArray([.. run.Ledger.Select(LedgerJson.Of)]),
        ["notices"] = Texts(run.Notices),
    };

    private static JsonObject Provenance(RunResult run, MetricsOptions options) => new()
    {
        ["clustersim_version"] = BuildIdentity.Version,
        ["commit"] = BuildIdentity.Commit,
        ["seed"] = run.Options.Seed,
        ["trace"] = new JsonObject
        {
            ["name"] = run.Workload.Source.Name,
            ["format"] = run.Workload.Source.Format,
            ["sha256"] = run.Workload.Source.Checksum,
            ["transformations"] = Texts(run.Workload.Source.Transformations),
            ["mappings"] = Texts(run.Workload.Source.Mappings),
        },
        ["platform"] = PlatformOf(run.Platform),
        ["policy"] = new JsonObject
        {
            ["name"] = run.Policy,
            ["options"] = new JsonObject(run.PolicyOptions.OrderBy(option => option.Key, StringComparer.Ordinal)
                .Select(option => KeyValuePair.Create(option.Key, (JsonNode?)option.Value))),
        },
        ["simulation"] = OptionsOf(run.Options),
        ["metrics"] = JsonSerializer.SerializeToNode(options, Names),
    };

    private static JsonObject PlatformOf(Platform platform) => new()
    {
        ["name"] = platform.Name,
        ["sha256"] = platform.Checksum,
        ["source"] = platform.Source,
        ["nodes"] = platform.Nodes.Length,
        ["gpus"] = platform.TotalGpus,
        ["cpus"] = platform.TotalCpuMilli / 1000m,
        ["gpu_models"] = new JsonArray([.. platform.GpuModels.Select(ModelOf)]),
        ["cross_node_penalty"] = platform.Network.CrossNodePenalty,
        ["cross_tor_penalty"] = platform.Network.CrossTorPenalty,
    };

    private static JsonObject ModelOf(GpuModel model) => new()
    {
        ["name"] = model.Name,
        ["relative_speed"] = model.RelativeSpeed,
        ["idle_watts"] = model.IdleWatts,
        ["max_watts"] = model.MaxWatts,
        ["price_per_hour"] = model.PricePerHour,
    };

    private static JsonObject OptionsOf(SimulationOptions options) => new()
    {
        ["checkpoint"] = Seconds(options.Overheads.Checkpoint),
        ["restore"] = Seconds(options.Overheads.Restore),
        ["migrate"] = Seconds(options.Overheads.Migrate),
        ["preemption"] = options.Overheads.Preemption.ToString().ToLowerInvariant(),
        ["checkpoint_interval"] = Seconds(options.Overheads.CheckpointInterval),
        ["mean_time_between_failures"] = Seconds(options.Failures?.MeanTimeBetweenFailures),
        ["mean_time_to_repair"] = Seconds(options.Failures?.MeanTimeToRepair),
        ["failures"] = new JsonObject(FaultText.Of(options.Failures, options.Faults, options.Overheads)
            .Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value))),
        ["node_changes"] = new JsonArray([.. options.NodeChanges.Select(change => new JsonObject
        {
            ["time"] = Seconds(change.Time - SimTime.Zero),
            ["node"] = change.Node,
            ["up"] = change.Up,
        })]),
        ["kill_at_walltime"] = options.KillAtWalltime,
        ["horizon"] = options.Horizon is { } horizon ? Seconds(horizon - SimTime.Zero) : null,
        ["interference"] = options.Interference?.Name,
        ["signals"] = SignalJson.Provenance(options.Signals),
        ["sampling_interval"] = Seconds(options.SamplingInterval),
        ["power"] = options.Power is { } power ? PowerOf(power) : null,
        ["rules"] = Texts(options.Rules.SelectMany(set => set.Rules).Select(rule => rule.RuleId)),
        ["detectors"] = Texts(options.Detectors.Select(detector => detector.Id)),
    };

    private static JsonObject PowerOf(PowerOptions power) => new()
    {
        ["pue"] = power.Pue,
        ["base_watts"] = power.BaseWatts,
        ["network_watts_per_node"] = power.NetworkWattsPerNode,
        ["cpu_load"] = power.CpuLoad,
        ["sleep"] = power.Sleep is not { } sleep ? null : new JsonObject
        {
            ["watts"] = sleep.Watts,
            ["switch_off_time"] = Seconds(sleep.SwitchOffTime),
            ["switch_off_watts"] = sleep.SwitchOffWatts,
            ["switch_on_time"] = Seconds(sleep.SwitchOnTime),
            ["switch_on_watts"] = sleep.SwitchOnWatts,
        },
    };

    private static JsonObject JobsByStatus(RunResult run) => new(
        run.Jobs.GroupBy(job => job.Status).OrderBy(group => group.Key)
            .Select(group => KeyValuePair.Create(JobRows.NameOf(group.Key), (JsonNode?)group.Count())));

    private static JsonObject RefusalOf(Refusal refusal, Workload workload) => new()
    {
        ["verb"] = refusal.Verb,
        ["reason"] = refusal.Reason.ToString(),
        ["count"] = refusal.Count,
        ["first_time"] = Seconds(refusal.FirstTime - SimTime.Zero),
        ["first_job_id"] = refusal.FirstJob < 0 ? null : workload.Jobs[refusal.FirstJob].Id,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static decimal? Seconds(TimeSpan? length) => length?.Ticks / (decimal)TimeSpan.TicksPerSecond;
}
