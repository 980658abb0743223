using System.Collections.Immutable;
using ClusterSim.Impact.Quality;
using ClusterSim.Reports;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Experiments;

/// <summary>
/// Scores the detections of an experiment's runs under the baseline policy, which acts on nothing, against the labels
/// of the generated workloads: they are made again from preset, options and seed.
/// </summary>
internal static class QualityScoring
{
    /// <summary>Writes the tables of detection quality beside the runs, where something is to be scored.</summary>
    public static void Write(ExperimentSpec spec, ImmutableArray<Scenario> scenarios, string folder)
    {
        if (spec.Responsible.IsEmpty)
        {
            return;
        }

        string baseline = spec.Baseline.Length > 0 ? spec.Baseline : spec.Policies[0].Name;
        DetectionScore[] scores =
        [
            .. scenarios.Where(scenario => scenario.Policy.Name == baseline && scenario.Trace.IsGenerated)
                .Select(scenario => Score(scenario, folder, spec.Responsible)).OfType<DetectionScore>(),
        ];
        if (scores.Length == 0)
        {
            throw new ExperimentException(
                "responsible: found no generated trace with injected behaviours, expected one, e.g. detection-quality");
        }

        QualityTables.Write(DetectionQuality.Of(scores, spec.Responsible), folder);
    }

    private static DetectionScore? Score(Scenario scenario, string folder, ImmutableArray<RuleResponsibility> rules)
    {
        TraceChoice trace = scenario.Trace;
        ImmutableArray<BehaviorLabel> labels = WorkloadGenerator
            .Generate(GeneratorSettings.Options(trace.Preset, trace.Set, scenario.Seed)).Behaviors;
        return labels.IsEmpty
            ? null
            : DetectionScore.Of(FinishedRun.Read(Path.Combine(folder, scenario.Folder)).Result, labels, rules);
    }
}
