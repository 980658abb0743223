using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Explaining;

/// <summary>What a run is made of when it is made again; the same as when it was made.</summary>
internal sealed record RecipeInputs(Platform Platform, Workload Workload, SimulationOptions Options)
{
    /// <summary>Reads the inputs of a scenario and holds them against what the run recorded of them.</summary>
    /// <exception cref="ExperimentException">One is missing, damaged, or another than it was.</exception>
    public static RecipeInputs Load(ExperimentSpec spec, Scenario scenario, RunResult recorded)
    {
        InputShelf shelf = new(spec);
        Platform platform;
        Workload workload;
        try
        {
            platform = shelf.PlatformOf(scenario);
            (workload, _) = Estimates.Apply(shelf.WorkloadOf(scenario), scenario);
        }
        catch (Exception error) when (error is TraceFormatException or PlatformException or ExperimentException)
        {
            throw new ExperimentException(
                $"{error.Message} The run is made again from its inputs, by the paths that were given to 'run': "
                + "call 'explain' from the same folder, with the inputs in their places.");
        }

        Check("trace", scenario.Trace.Path, workload.Source.Checksum, recorded.Workload.Source.Checksum);
        Check("platform", scenario.Platform.Source, platform.Checksum, recorded.Platform.Checksum);
        return new RecipeInputs(platform, workload, ScenarioRun.OptionsOf(spec, shelf, scenario));
    }

    private static void Check(string what, string path, string found, string expected)
    {
        if (found.Length > 0 && expected.Length > 0 && found != expected)
        {
            throw new ExperimentException(
                $"{what} '{path}': found another content than the run had (SHA-256 {found[..12]}..., expected "
                + $"{expected[..12]}...); put the old one back, or make the run again");
        }
    }
}
