using ClusterSim.Scheduling.Choosing;

namespace ClusterSim.Learning.Reinforcement;

/// <summary>Where a scheduler is trained: windows of a trace on which choosers can be run.</summary>
public interface IEpisodes
{
    /// <summary>Number of windows.</summary>
    int Count { get; }

    /// <summary>Runs a chooser on a window.</summary>
    /// <param name="window">Number of the window, from 0.</param>
    /// <param name="chooser">Who chooses; its choices must not depend on anything but the run.</param>
    EpisodeOutcome Run(int window, IJobChooser chooser);
}
