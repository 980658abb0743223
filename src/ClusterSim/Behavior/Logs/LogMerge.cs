namespace ClusterSim.Behavior.Logs;

/// <summary>Puts the entries of several logs into one order.</summary>
public static class LogMerge
{
    /// <summary>
    /// All entries by their stamps, each with its kind of source; of equal stamps, those of the first log first. A log
    /// whose own stamps go back keeps its order.
    /// </summary>
    /// <param name="logs">The logs, each with its kind, e.g. <c>cre.log.nginx</c>.</param>
    public static IEnumerable<LogEntry> Of(IReadOnlyList<(string Type, IEnumerable<LogEntry> Entries)> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        return Merge(logs);
    }

    private static IEnumerable<LogEntry> Merge(IReadOnlyList<(string Type, IEnumerable<LogEntry> Entries)> logs)
    {
        PriorityQueue<int, (long Nanoseconds, int Log)> heads = new();
        IEnumerator<LogEntry>[] readers = [.. logs.Select(log => log.Entries.GetEnumerator())];
        try
        {
            for (int log = 0; log < readers.Length; log++)
            {
                Step(log);
            }

            while (heads.TryDequeue(out int log, out _))
            {
                yield return readers[log].Current with { Source = logs[log].Type };
                Step(log);
            }
        }
        finally
        {
            foreach (IEnumerator<LogEntry> reader in readers)
            {
                reader.Dispose();
            }
        }

        void Step(int log)
        {
            if (readers[log].MoveNext())
            {
                heads.Enqueue(log, (readers[log].Current.Nanoseconds, log));
            }
        }
    }
}
