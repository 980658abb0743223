namespace ClusterSim.Behavior.Detectors;

/// <summary>What raises the suspicion of a change, which a test then has to confirm.</summary>
public enum ChangeMethod
{
    /// <summary>
    /// <see cref="Statistics.CalibratedCusum"/> with 12 values of calibration, allowance 0.5 and limit 5 deviations.
    /// </summary>
    Cusum,

    /// <summary><see cref="Statistics.PageHinkley"/> with tolerance 1 and threshold 50 in the unit of the
    /// metric.</summary>
    PageHinkley,

    /// <summary><see cref="Statistics.AdaptiveWindow"/> with confidence 0.002, tested at every value.</summary>
    AdaptiveWindow,

    /// <summary>Nothing: every test that falls due is carried out.</summary>
    None,
}
