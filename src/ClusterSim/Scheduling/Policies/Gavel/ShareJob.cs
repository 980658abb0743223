namespace ClusterSim.Scheduling.Policies.Gavel;

/// <summary>What an allocation depends on, for one job; arrays by GPU model.</summary>
internal sealed class ShareJob(int index, int gpus, double[] speed, double weight)
{
    public int Index => index;

    /// <summary>GPUs that it needs at once.</summary>
    public int Gpus => gpus;

    /// <summary>Reference seconds of work a second on each model; 0 where it cannot run.</summary>
    public double[] Speed => speed;

    /// <summary>Weight in a fair share, 1 or more.</summary>
    public double Weight => weight;

    /// <summary>Reference seconds of work that are left, as far as is known.</summary>
    public double SecondsLeft { get; set; }

    /// <summary>Seconds from now until it shall be done; infinite when nothing is said of that.</summary>
    public double SecondsToDeadline { get; set; } = double.PositiveInfinity;

    /// <summary>Seconds since it was submitted.</summary>
    public double SecondsHere { get; set; }

    /// <summary>Seconds that what it has done would have taken with an equal share of the cluster.</summary>
    public double IsolatedSeconds { get; set; }

    /// <summary>Speed with an equal share of the cluster, when it was last worked out.</summary>
    public double IsolatedSpeed { get; set; }

    /// <summary>Share of time on each model.</summary>
    public double[] Share { get; } = new double[speed.Length];
}
