namespace ClusterSim.Behavior.Matching;

/// <summary>
/// Finds one pattern in one stream of events. The caller says which slots and negative conditions an event meets.
/// </summary>
/// <typeparam name="T">What is remembered of an event and handed back as evidence.</typeparam>
internal interface IMatcher<T>
{
    /// <summary>
    /// When time alone will make a verdict certain; <see cref="long.MaxValue"/> when no match waits for one.
    /// </summary>
    long Deadline { get; }

    /// <summary>Whether nothing that has happened can matter any more.</summary>
    bool IsEmpty { get; }

    /// <summary>Events that were not remembered because a slot was full.</summary>
    long Forgotten { get; }

    /// <summary>Takes the next event. One that is older than the last one is dropped.</summary>
    /// <param name="time">When, in ticks.</param>
    /// <param name="slots">Slots that it fills, one bit each.</param>
    /// <param name="negates">Negative conditions that it meets, one bit each.</param>
    /// <param name="payload">What to remember.</param>
    /// <param name="matches">
    /// Receives what became certain: verdicts that needed no event up to <paramref name="time"/> itself.
    /// </param>
    void Observe(long time, ulong slots, ulong negates, in T payload, List<Match<T>> matches);

    /// <summary>Says that everything up to and including <paramref name="now"/> has been observed.</summary>
    void AdvanceTo(long now, List<Match<T>> matches);

    /// <summary>Forgets everything.</summary>
    void Clear();
}
