namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>The budget of <see cref="EnergyBudgetPolicy"/>.</summary>
internal sealed record EnergyBudgetOptions
{
    /// <summary>The budget as a share of the energy of the cluster with everything busy, 0.1 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>How long unused energy can be saved for; above zero.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether what is left at the end of a period does not lapse.</summary>
    public required bool CarriesOver { get; init; }
}
