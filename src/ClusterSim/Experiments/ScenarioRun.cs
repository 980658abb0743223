using System.Collections.Immutable;
using ClusterSim.Behavior.Detectors;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Engine.Power;
using ClusterSim.Events;
using ClusterSim.Impact;
using ClusterSim.Impact.Cost;
using ClusterSim.Platforms;
using ClusterSim.Reports;
using ClusterSim.Scheduling;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments;

/// <summary>Runs one scenario and writes its folder.</summary>
internal sealed class ScenarioRun(
    ExperimentSpec spec, InputShelf shelf, OutputFolder output, IExperimentProgress? progress,
    Behavior.DecisionLatency? latency, CancellationToken cancel)
{
    /// <summary>Runs the scenario; its folder is in place when the method returns.</summary>
    public void Execute(Scenario scenario, string key)
    {
        string temporary = output.Temporary(scenario.Folder);
        try
        {
            Simulate(scenario, temporary);
            ScenarioRecord.Save(temporary, scenario, shelf.Contents(scenario), spec.Outputs, spec.Tables, key);
            output.Commit(temporary, scenario.Folder);
            progress?.Finished(scenario);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // The engine may have wrapped the cancellation into an error of its own.
            throw new OperationCanceledException(cancel);
        }
        finally
        {
            shelf.Release(scenario);
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    // The tables stream while the run goes on, so that what is not wanted is removed at its end.
    private void Trim(string folder)
    {
        if (spec.Outputs.HasFlag(ScenarioOutputs.Report))
        {
            Report.Write(folder);
        }

        if (!spec.Outputs.HasFlag(ScenarioOutputs.Allocations))
        {
            Remove(folder, ResultFiles.Allocations);
        }

        if (!spec.Outputs.HasFlag(ScenarioOutputs.Series))
        {
            Remove(folder, ResultFiles.Series);
        }
    }

    private void Remove(string folder, string table)
    {
        foreach (string file in ResultFiles.Of(table, spec.Tables))
        {
            File.Delete(Path.Combine(folder, file));
        }
    }

    private void Simulate(Scenario scenario, string folder)
    {
        Platform platform = shelf.PlatformOf(scenario);
        (Workload workload, string? notice) = Estimates.Apply(shelf.WorkloadOf(scenario), scenario);
        progress?.Started(scenario, workload.Jobs.Length);
        RunWatch watch = new(scenario, progress, cancel);
        RunResult run;
        bool events = spec.Outputs.HasFlag(ScenarioOutputs.Events);
        using (ResultWriter writer = new(folder, workload, platform, spec.Tables, events))
        {
            ISchedulingPolicy policy = PolicyMaker.Make(scenario.Policy);
            SimulationOptions options = OptionsOf(spec, shelf, scenario) with { Latency = latency };
            ReservedMeter? meter = spec.Prices is { Reserved.Count: > 0 } prices
                ? new ReservedMeter(prices, workload, platform)
                : null;
            run = Simulation.Run(
                workload, platform, policy, writer.Metering(options),
                [writer, watch, .. meter is null ? Array.Empty<IEventObserver>() : [meter]]) with
            {
                Options = options with { Latency = null },
            };
            run = run with { Reserved = meter?.Finish(run.EndTime) };
            watch.Flush();
            run = notice is null ? run : run with { Notices = [notice, .. run.Notices] };
            CheckSomethingRan(run, scenario, workload, platform);
            writer.Finish(run, scenario.Policy.Name, MetricsOf(spec));
        }

        Trim(folder);
    }

    private static MetricsOptions MetricsOf(ExperimentSpec spec) =>
        new()
    {
        WarmUpShare = spec.WarmUpShare,
        CoolDownShare = spec.CoolDownShare,
        WarmUpSeconds = spec.WarmUp.TotalSeconds,
        CoolDownSeconds = spec.CoolDown.TotalSeconds,
        Prices = spec.Prices,
        Carbon = spec.Embodied,
    };

    /// <summary>What the engine is told of a scenario, with what the files hold that it names.</summary>
    internal static SimulationOptions OptionsOf(ExperimentSpec spec, InputShelf shelf, Scenario scenario) =>
        OptionsOf(scenario, shelf.Rules, spec.Detectors) with
        {
            Faults = Listed(scenario.Options, shelf.PlatformOf(scenario)),
            Signals = shelf.SignalsOf(scenario),
        };

    /// <summary>What the engine is told of a scenario.</summary>
    internal static SimulationOptions OptionsOf(
        Scenario scenario, ImmutableArray<Behavior.Rules.RuleSet> rules, ImmutableArray<string> detectors) => new()
    {
        Seed = scenario.Seed,
        Rules = rules,
        Detectors = [.. detectors.Select(DetectorCatalog.Create)],
        Overheads = scenario.Options.Overheads,
        Failures = scenario.Options.Failures,
        Faults = scenario.Options.Faults,
        KillAtWalltime = scenario.Options.KillAtWalltime,
        Horizon = scenario.Options.Horizon is { } horizon ? SimTime.Zero + horizon : null,
        SamplingInterval = scenario.Options.SamplingInterval,
        Power = scenario.Options.Power ?? (scenario.Options.Signals is null ? null : new PowerOptions()),
        LinkContention = scenario.Options.Network?.Contention ?? default,
        Interference = InterferenceText.Model(scenario.Options.Interference),
    };

    private static FaultOptions Listed(OptionChoice options, Platform platform) => options.OutageList.Length == 0
        ? options.Faults
        : options.Faults with { Listed = OutageFile.Read(options.OutageList, platform) };

    private static void CheckSomethingRan(RunResult run, Scenario scenario, Workload workload, Platform platform)
    {
        if (run.Jobs.All(job => job.Status == JobStatus.Rejected))
        {
            Job first = workload.Jobs[0];
            throw new ExperimentException(
                $"platform '{scenario.Platform.Name}': none of the {run.Jobs.Length} jobs of trace "
                + $"'{scenario.Trace.Name}' fits on it, expected a platform that can host at least one; "
                + $"the first job is '{first.Id}': {Misfit.Of(first.Request, platform)}");
        }
    }
}
