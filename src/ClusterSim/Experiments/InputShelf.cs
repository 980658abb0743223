using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ClusterSim.Behavior.Rules;
using ClusterSim.Impact.Carbon;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Signals;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>
/// Reads each input of an experiment once, when it is first needed, and lets all scenarios share it. A workload is
/// forgotten when the last scenario that needs it has given it back.
/// </summary>
internal sealed class InputShelf(ExperimentSpec spec)
{
    private readonly ConcurrentDictionary<string, Lazy<Workload>> _workloads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, NetworkChoice?), Lazy<Platform>> _platforms = new();
    private static readonly JsonSerializerOptions s_tuples = new() { IncludeFields = true };
    private readonly ConcurrentDictionary<SignalChoice, Lazy<RunSignals?>> _signals = new();
    private readonly ConcurrentDictionary<string, string> _checksums = new(StringComparer.Ordinal);

    /// <summary>The rules of the experiment.</summary>
    public ImmutableArray<RuleSet> Rules { get; } = [.. spec.Rules.Select(CreRules.Load)];

    /// <summary>Says that a scenario will ask for its workload.</summary>
    public void Expect(Scenario scenario) => _uses.AddOrUpdate(KeyOf(scenario), 1, (_, uses) => uses + 1);

    /// <summary>The workload of a scenario as the trace has it.</summary>
    public Workload WorkloadOf(Scenario scenario) =>
        _workloads.GetOrAdd(KeyOf(scenario), _ => new Lazy<Workload>(() => Read(scenario, PlatformOf(scenario)))).Value;

    /// <summary>Gives the workload of a finished scenario back.</summary>
    public void Release(Scenario scenario)
    {
        if (_uses.AddOrUpdate(KeyOf(scenario), 0, (_, uses) => uses - 1) == 0)
        {
            _workloads.TryRemove(KeyOf(scenario), out _);
        }
    }

    /// <summary>The platform of a scenario.</summary>
    public Platform PlatformOf(Scenario scenario) => _platforms
        .GetOrAdd(
            (scenario.Platform.Source, scenario.Options.Network),
            _ => new Lazy<Platform>(() => scenario.LoadPlatform()))
        .Value;

    /// <summary>The signals of a scenario; <c>null</c> for none.</summary>
    public RunSignals? SignalsOf(Scenario scenario) => scenario.Options.Signals is { } choice
        ? _signals.GetOrAdd(choice, one => new Lazy<RunSignals?>(() => SignalLoader.Load(one))).Value
        : null;

    /// <summary>What the inputs of a scenario contain.</summary>
    public ScenarioInputs Contents(Scenario scenario)
    {
        Platform platform = PlatformOf(scenario);
        return new ScenarioInputs(
            TraceContent(scenario),
            platform.Checksum.Length > 0 ? "sha256:" + platform.Checksum : platform.Source,
            PolicyMaker.Inputs(scenario.Policy),
            [
                .. spec.Rules.SelectMany(path => FileChecksum.OfAll(RuleLibrary.PathOf(path))),
                .. spec.Detectors.Select(name => "detector:" + name),
            ],
            spec.WarmUpShare,
            spec.CoolDownShare,
            spec.WarmUp,
            spec.CoolDown)
        {
            Signals = SignalsOf(scenario) is { } signals ? SignalJson.Provenance(signals)!.ToJsonString() : "",
            Prices = spec.Prices is null && spec.Embodied == new CarbonOptions()
                ? ""
                : JsonSerializer.Serialize((spec.Prices, spec.Embodied), s_tuples),
        };
    }

    private string TraceContent(Scenario scenario) => scenario.Trace.IsGenerated
        ? string.Create(CultureInfo.InvariantCulture, $"generated:{scenario.Trace.Preset}:{scenario.Seed}")
        : "sha256:" + _checksums.GetOrAdd(
            scenario.Trace.Path, path => string.Join('+', TracePath.FilesOf(path).Select(FileChecksum.Of)));

    private static Workload Read(Scenario scenario, Platform platform)
    {
        TraceChoice choice = scenario.Trace;
        Workload workload = choice.IsGenerated
            ? WorkloadGenerator.Generate(GeneratorSettings.Options(choice.Preset, choice.Set, scenario.Seed)).Workload
            : Trace.Open(choice.Path, choice.Format).ToWorkload();
        return workload.Jobs.Length > 0
            ? WorkloadFilter.Apply(workload, choice.Filters, platform)
            : throw new ExperimentException($"trace '{choice.Name}': found no jobs, expected at least one");
    }

    private static string KeyOf(Scenario scenario)
    {
        string seed = scenario.Trace.IsGenerated
            ? string.Create(CultureInfo.InvariantCulture, $":{scenario.Seed}")
            : "";
        bool perPlatform = scenario.Trace.Filters.Any(filter => WorkloadFilter.Parse(filter).NeedsPlatform);
        return scenario.Trace.Name + seed + (perPlatform ? "@" + scenario.Platform.Name : "");
    }
}
