namespace ClusterSim.Behavior.Matching;

/// <summary>The possible matches of one pattern, the oldest first, for those who judge them.</summary>
/// <typeparam name="T">What is remembered of an event.</typeparam>
internal interface ICandidates<T>
{
    /// <summary>Whether there is one with all its events.</summary>
    bool IsComplete { get; }

    /// <summary>The stamps of the oldest complete one, in the order in which anchors count.</summary>
    long[] Arrange();

    /// <summary>Takes one event out of the arranged one: with it there is no match.</summary>
    /// <param name="anchor">Its number among the stamps.</param>
    void Remove(int anchor);

    /// <summary>Takes the arranged one out; its events, slot by slot.</summary>
    T[] Take();
}
