using ClusterSim.Workloads;

namespace ClusterSim.Traces.Slurm;

/// <summary>States of jobs as Slurm's accounting names them.</summary>
internal static class SlurmState
{
    /// <summary>What an error says that was expected.</summary>
    public const string Expectation = "a job state of Slurm, e.g. COMPLETED, FAILED, CANCELLED, TIMEOUT or NODE_FAIL";

    private static readonly string[] s_failed =
        ["FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE"];

    private static readonly string[] s_cancelled = ["CANCELLED", "PREEMPTED", "REVOKED", "REQUEUED"];

    private static readonly string[] s_unfinished =
        ["PENDING", "RUNNING", "SUSPENDED", "RESIZING", "CONFIGURING", "COMPLETING", "STOPPED", "SIGNALING"];

    /// <summary>
    /// What became of a job, or <c>null</c> when it is not finished; false when there is no such state. What stands
    /// behind a blank (<c>CANCELLED by 1000</c>) and a cut mark (<c>CANCELLED+</c>) make no difference.
    /// </summary>
    public static bool TryParse(string text, out JobOutcome? outcome)
    {
        int end = text.AsSpan().IndexOfAny(' ', '+');
        string state = end < 0 ? text : text[..end];
        outcome = state == "COMPLETED" ? JobOutcome.Completed
            : s_failed.Contains(state) ? JobOutcome.Failed
            : s_cancelled.Contains(state) ? JobOutcome.Cancelled
            : null;
        return outcome is not null || s_unfinished.Contains(state);
    }
}
