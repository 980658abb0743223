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
/// about low utilization with thresholds and windows of their own.
/// </summary>
internal sealed class BusyRules
{
    private const int Rounds = 3;

    private readonly Workload _workload;
    private readonly Platform _platform;
    private readonly RuleSet _rules;

    public BusyRules(int running, int rules)
    {
        Running = running;
        _platform = Platform.Load($"gpus:{running / 8}x8");
        _workload = new Workload(Enumerable.Range(0, running * (Rounds + 1)).Select(i => Job(i, running)));
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

    // Each job dips to an idle level of its own and comes back, several times.
    private static Job Job(int index, int running)
    {
        var phases = Enumerable.Range(0, 12).Select(i => new UtilizationPhase(
            SimTime.Length(i * (300 + (index % 97))), i % 2 == 0 ? 900 : index % 50 * 10, PhaseKind.Compute));
        return new Job
        {
            Id = $"{index}",
            SubmitTime = SimTime.FromSeconds(index < running ? 0 : index % 3600),
            Request = new JobRequest
            {
                PerInstance = new ResourceVector(Gpus: 1), User = $"u{index % 100}", Application = $"a{index % 10}",
                Walltime = TimeSpan.FromHours(2),
            },
            Profile = new JobProfile { RunTime = SimTime.Length(3600 + (index % 701)), Phases = [.. phases] },
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
                order: [gpu utilization above 60, gpu utilization below {{1 + (index % 50)}}]
                negate:
                  - {value: gpu utilization above {{1 + (index % 50)}}, anchor: 1, window: {{1 + (index / 50)}}m, absolute: true}
                  - {value: job stopped, anchor: 1, window: {{1 + (index / 50)}}m, absolute: true}
            action: {recommend: reclaim, confidence: 0.5, explanation: "Job {job} idles."}
        """;
}
