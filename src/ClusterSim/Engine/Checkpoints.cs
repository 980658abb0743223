using ClusterSim.Workloads;

namespace ClusterSim.Engine;

/// <summary>The checkpoints that a job writes by itself: one at the end of each phase of checkpointing.</summary>
internal static class Checkpoints
{
    /// <summary>The progress that the last of them keeps; zero when none was finished yet.</summary>
    /// <param name="profile">The job.</param>
    /// <param name="done">Its progress.</param>
    public static TimeSpan LastWritten(JobProfile profile, TimeSpan done)
    {
        var phases = profile.Phases;
        TimeSpan written = TimeSpan.Zero;
        for (int i = 1; i < phases.Length && phases[i].Start <= done; i++)
        {
            written = phases[i - 1].Kind == PhaseKind.Checkpointing ? phases[i].Start : written;
        }

        return written;
    }
}
