using System.Diagnostics.CodeAnalysis;

namespace ClusterSim.Runner;

/// <summary>The clock of the machine, for what is only told to whoever waits: never for a result.</summary>
internal static class WallClock
{
    /// <summary>The clock.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Measures the tool, not the cluster.")]
    public static TimeProvider OfMachine => TimeProvider.System;
}
