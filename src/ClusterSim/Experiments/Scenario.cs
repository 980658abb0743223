using ClusterSim.Platforms;

namespace ClusterSim.Experiments;

/// <summary>One cell of an experiment: a single run.</summary>
/// <param name="Number">Position in the expansion, from 1.</param>
/// <param name="Folder">Name of the folder that its results go to; unique within the experiment.</param>
/// <param name="Group">
/// What the scenarios that it is compared with share with it: trace, platform and options, as far as the experiment
/// has more than one of them. Empty when there is only one group.
/// </param>
/// <param name="Trace">The trace.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Options">The simulation options.</param>
/// <param name="Seed">The seed.</param>
public sealed record Scenario(
    int Number, string Folder, string Group, TraceChoice Trace, PlatformChoice Platform, PolicyChoice Policy,
    OptionChoice Options, long Seed)
{
    /// <summary>Reads the platform, and changes its network as the options say.</summary>
    /// <exception cref="PlatformException">The platform or its changed network has problems.</exception>
    internal Platform LoadPlatform()
    {
        Platform platform = Platforms.Platform.Load(Platform.Source);
        return Options.Network?.On(platform) ?? platform;
    }
}
