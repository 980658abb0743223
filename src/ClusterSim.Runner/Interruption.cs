using System.Runtime.InteropServices;

namespace ClusterSim.Runner;

/// <summary>Turns Ctrl-C and a polite kill into a cancellation; a second Ctrl-C ends the process at once.</summary>
internal static class Interruption
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly PosixSignalRegistration[] Registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
    ];

    /// <summary>Is cancelled at the first signal.</summary>
    public static CancellationToken Token => Registrations.Length > 0 ? Source.Token : CancellationToken.None;

    private static void Cancel(PosixSignalContext context)
    {
        // The second signal keeps its default effect.
        context.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    }
}
