namespace ClusterSim.Experiments;

/// <summary>Is told how an experiment comes along. The methods are called from several threads at once.</summary>
public interface IExperimentProgress
{
    /// <summary>All scenarios are known; the finished ones among them will not be run again.</summary>
    /// <param name="scenarios">Number of scenarios.</param>
    /// <param name="finished">Number of those that an earlier run has finished.</param>
    void Begin(int scenarios, int finished);

    /// <summary>A scenario starts.</summary>
    /// <param name="scenario">Which.</param>
    /// <param name="jobs">Number of its jobs.</param>
    void Started(Scenario scenario, int jobs);

    /// <summary>Jobs of a scenario left the simulated cluster for good.</summary>
    /// <param name="scenario">Which.</param>
    /// <param name="jobs">How many since the last call.</param>
    void Advanced(Scenario scenario, int jobs);

    /// <summary>A scenario is finished and its folder is in place.</summary>
    /// <param name="scenario">Which.</param>
    void Finished(Scenario scenario);
}
