using ClusterSim.Behavior;
using ClusterSim.Journals;

namespace ClusterSim.Runner.Verbs;

/// <summary>When a watch looks for more, and when it ends.</summary>
/// <param name="once">Whether it ends at the end of what is there.</param>
/// <param name="untilIdle">How long nothing may come; <c>null</c> for ever.</param>
/// <param name="isWall">Whether the clock of the machine lets the time of the events pass.</param>
internal sealed class WatchPace(bool once, TimeSpan? untilIdle, bool isWall)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether it ends at the end of what is there.</summary>
    public bool Once => once;

    /// <summary>Follows a stream to the end of the watch.</summary>
    public void Follow(StreamWatch watch, EventReader reader, Stream content, CancellationToken cancel)
    {
#pragma warning disable RS0030 // A watch is about real time; no result of a simulation depends on it.
        TimeProvider clock = TimeProvider.System;
#pragma warning restore RS0030
        long lastEvent = clock.GetTimestamp();
        while (!cancel.IsCancellationRequested)
        {
            // Asked before reading: what comes in between is read.
            bool ended = content is PolledStream { HasEnded: true };
            if (watch.TakeIn(cancel) > 0)
            {
                lastEvent = clock.GetTimestamp();
                continue;
            }

            TimeSpan idle = clock.GetElapsedTime(lastEvent);
            if (isWall)
            {
                watch.AdvanceTo(reader.Latest + idle);
            }

            if (ended || (once && content is not PolledStream) || idle >= untilIdle)
            {
                break;
            }

            cancel.WaitHandle.WaitOne(s_pause);
        }

        // The last line may lack its line break only because nobody wrote any more.
        reader.Close();
        watch.TakeIn(CancellationToken.None);
        watch.AdvanceTo(reader.Latest);
    }
}
