namespace ClusterSim.Behavior.Matching;

/// <summary>Remembers when the events of the negative conditions occurred, and judges matches by them.</summary>
internal sealed class NegativeMemory(PatternSpec spec)
{
    private readonly EventRing<byte>[] _seen = [.. spec.Negates.Select(_ => new EventRing<byte>())];

    /// <summary>
    /// Whether a condition looks back, so that negative events matter even before anything else happened.
    /// </summary>
    public bool LooksBack => spec.Left > 0;

    public bool IsEmpty => Array.TrueForAll(_seen, static ring => ring.Count == 0);

    /// <summary>When the oldest remembered event occurred; <see cref="long.MaxValue"/> without any.</summary>
    public long Oldest
    {
        get
        {
            long oldest = long.MaxValue;
            foreach (EventRing<byte> ring in _seen)
            {
                oldest = ring.Count > 0 ? Math.Min(oldest, ring[0].Time) : oldest;
            }

            return oldest;
        }
    }

    /// <summary>Remembers a negative event; the number of conditions that had no room for it.</summary>
    public int Remember(long time, ulong negates)
    {
        int forgotten = 0;
        for (int i = 0; i < _seen.Length; i++)
        {
            if ((negates & (1UL << i)) != 0 && !_seen[i].TryAdd(time, 0, 0))
            {
                // The newest stamps decide about matches to come, the oldest about few or none.
                _seen[i].RemoveFirst(1);
                _seen[i].TryAdd(time, 0, 0);
                forgotten++;
            }
        }

        return forgotten;
    }

    public void RemoveBefore(long time)
    {
        foreach (EventRing<byte> ring in _seen)
        {
            ring.RemoveBefore(time);
        }
    }

    public void Clear()
    {
        foreach (EventRing<byte> ring in _seen)
        {
            ring.Clear();
        }
    }

    /// <summary>Judges the possible matches one after the other, until one is open or none is left.</summary>
    /// <typeparam name="T">What is remembered of an event.</typeparam>
    /// <param name="candidates">The matches; those that are judged are taken out.</param>
    /// <param name="window">Longest time from the first to the last event.</param>
    /// <param name="known">Everything up to and including this moment has been observed.</param>
    /// <param name="matches">Receives those that are allowed.</param>
    /// <returns>When the open one can be judged; <see cref="long.MaxValue"/> when none waits.</returns>
    public long JudgeAll<T>(ICandidates<T> candidates, long window, long known, List<Match<T>> matches)
    {
        while (candidates.IsComplete)
        {
            long[] stamps = candidates.Arrange();
            long span = stamps[^1] - stamps[0];
            if (span > window)
            {
                candidates.Remove(0);
                continue;
            }

            switch (Judge(stamps, span, known, out int anchor, out long stop))
            {
                case Verdict.Open:
                    return stop;
                case Verdict.Denied:
                    candidates.Remove(anchor);
                    break;
                default:
                    matches.Add(new Match<T>(Math.Max(stamps[^1], stop), candidates.Take()));
                    break;
            }
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Judges a complete match whose events lie at <paramref name="anchors"/>, in the order in which anchors count.
    /// </summary>
    /// <param name="anchors">Stamps of the events of the match.</param>
    /// <param name="span">Ticks from the first to the last of them.</param>
    /// <param name="known">Everything up to and including this moment has been observed.</param>
    /// <param name="anchor">The anchor of the condition that denied the match.</param>
    /// <param name="stop">
    /// Where the open window ends, or the latest end of all windows when the match is allowed.
    /// </param>
    private Verdict Judge(ReadOnlySpan<long> anchors, long span, long known, out int anchor, out long stop)
    {
        (anchor, stop) = (0, long.MinValue);
        for (int i = 0; i < _seen.Length; i++)
        {
            NegateSpec negate = spec.Negates[i];
            long start = anchors[negate.Anchor] + negate.Slide;
            long end = start + Math.Max(0, negate.Absolute ? negate.Window : negate.Window + span);
            if (AnyWithin(_seen[i], start, end))
            {
                anchor = negate.Anchor;
                return Verdict.Denied;
            }

            stop = Math.Max(stop, end);
            if (end > known)
            {
                stop = end;
                return Verdict.Open;
            }
        }

        return Verdict.Allowed;
    }

    private static bool AnyWithin(EventRing<byte> ring, long start, long end)
    {
        int low = 0, high = ring.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ring[middle].Time < start ? (middle + 1, high) : (low, middle);
        }

        return low < ring.Count && ring[low].Time <= end;
    }
}
