namespace ClusterSim.Statistics;

/// <summary>
/// Finds a change of level while the values come in, one after the other, with bounded memory. It does not start afresh
/// by itself: after an alarm, call <see cref="Reset"/> to look for the next change.
/// </summary>
public interface IChangeDetector
{
    /// <summary>Takes in a value; allocates nothing that grows with the number of values but by its
    /// logarithm.</summary>
    /// <param name="value">The next value; finite.</param>
    /// <returns>Whether the values so far, this one included, raise an alarm.</returns>
    bool Observe(double value);

    /// <summary>Forgets everything seen.</summary>
    void Reset();
}
