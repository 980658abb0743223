namespace ClusterSim.Runner.Progress;

/// <summary>Shows progress to whoever watches.</summary>
internal abstract class ProgressDisplay : ProgressCount, IDisposable
{
    /// <summary>A bar on a terminal, plain lines otherwise.</summary>
    public static ProgressDisplay On(Terminal terminal) =>
        terminal.IsInteractive ? new ProgressBarDisplay(terminal.Error) : new ProgressLines(terminal.Error);

    /// <summary>Stops showing; can be called more than once.</summary>
    public abstract void Dispose();
}
