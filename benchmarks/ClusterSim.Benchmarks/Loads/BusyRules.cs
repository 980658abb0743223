using ClusterSim.Behavior;
using ClusterSim.Behavior.Rules;
using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling;
using ClusterSim.Scheduling.Policies;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Benchmarks.Loads;

/// <summary>
/// A cluster on which as many jobs run at once as are asked for while others wait, all of them watched by many rules
/// about low utilization with windows of their own, six of which hit in each dip.
/// </summary>
internal sealed class BusyRules
{
    private readonly Workload _workload;
    private readonly Platform _platform;
    private readonly RuleSet _rules;

    public BusyRules(int running, int rules)
    {
        Running = running;
        _platform = Platform.Load($"gpus:{running / 8}x8");
        _workload = new Workload(Enumerable.Range(0, running * 6 / 5).Select(Job));
        _rules = Load(rules);
    }

    public int Running { get; }

    /// <summary>Runs under a policy; how long its decisions took.</summary>
    public DecisionLatency Run(bool acts)
    {
        DecisionLatency latency = new(Clock);
        ISchedulingPolicy policy = Policies.PatternDriven(
            Policies.FifoSkip(),
            new() { ConfidenceThreshold = acts ? 0 : 1, ActionsPerHour = 1_000_000, Learning = RuleLearning.Ucb });
        Simulation.Run(_workload, _platform, policy, new() { Rules = [_rules], Latency = latency });
        return latency;
    }

    private static TimeProvider Clock
    {
        get
        {
#pragma warning disable RS0030 // A benchmark measures the machine.
            return TimeProvider.System;
#pragma warning restore RS0030
        }
    }

    // Each job starts at a moment of its own, so that no two events coincide, and dips twice for six to seven minutes.
    private static Job Job(int index)
    {
        double dip = 370 + (index % 41);
        (double Start, int Permille)[] levels =
            [(0, 900), (3600, 20), (3600 + dip, 900), (5400, 20), (5400 + dip, 900)];
        return new Job
        {
            Id = $"{index}",
            SubmitTime = SimTime.FromSeconds(index * 0.31),
            Request = new JobRequest
            {
                PerInstance = new ResourceVector(Gpus: 1), User = $"u{index % 100}", Application = $"a{index % 10}",
                Walltime = TimeSpan.FromHours(4),
            },
            Profile = new JobProfile
            {
                RunTime = SimTime.Length(7200 + (index % 701)),
                Phases = [.. levels.Select(level => new UtilizationPhase(
                    SimTime.Length(level.Start), level.Permille, PhaseKind.Compute))],
            },
        };
    }

    private static RuleSet Load(int rules)
    {
        string folder = Directory.CreateTempSubdirectory("clustersim-rules").FullName;
        for (int i = 0; i < rules; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"{i:000}.yaml"), Rule(i));
        }

        RuleSet set = CreRules.Load(folder);
        Directory.Delete(folder, recursive: true);
        return set;
    }

    private static string Rule(int index) => $$"""
        rules:
          - cre: {id: BUSY-{{index:0000}}, severity: 1, title: Low for a while}
            rule:
              sequence:
                window: 8760h
                event: {source: clustersim.events}
                correlations: [job]
                order: [gpu utilization above 10, gpu utilization below 10]
                negate:
                  - {value: gpu utilization above 10, anchor: 1, window: {{1 + index}}m, absolute: true}
                  - {value: job stopped, anchor: 1, window: {{1 + index}}m, absolute: true}
            action: {recommend: reclaim, confidence: 0.5, explanation: "Job {job} idles."}
        """;
}
