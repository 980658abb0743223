namespace ClusterSim.Impact.Cost;

/// <summary>What the jobs of a user held over a whole run, what they drew, emitted and cost.</summary>
public sealed record UserBill
{
    /// <summary>Whose row it is.</summary>
    public required BillPart Part { get; init; }

    /// <summary>The user.</summary>
    /// <value>Empty unless the part is <see cref="BillPart.User"/>.</value>
    public required string User { get; init; }

    /// <summary>Jobs submitted.</summary>
    public int Jobs { get; init; }

    /// <summary>GPU-hours held.</summary>
    public double HeldGpuHours { get; init; }

    /// <summary>GPU-hours held and not for nothing: held less wasted ones.</summary>
    public double UsefulGpuHours { get; init; }

    /// <summary>Core-hours held.</summary>
    public double HeldCoreHours { get; init; }

    /// <summary>Energy of the jobs, overheads and their part of what the facility adds included.</summary>
    /// <value><c>null</c> when power is not accounted for.</value>
    public double? EnergyKwh { get; init; }

    /// <summary>Operational emissions of that energy, in kg CO2e.</summary>
    /// <value><c>null</c> without a carbon intensity.</value>
    public double? CarbonKg { get; init; }

    /// <summary>Embodied carbon of the GPUs held, for the time held, in kg CO2e.</summary>
    /// <value><c>null</c> when it is not known of a model, or no emissions are accounted for.</value>
    public double? EmbodiedKg { get; init; }

    /// <summary>Price of that energy, in the currency of the signal.</summary>
    /// <value><c>null</c> without a price of electricity.</value>
    public double? EnergyCost { get; init; }

    /// <summary>What was held x its price, on demand or spot.</summary>
    /// <value><c>null</c> when a price that is needed is unknown.</value>
    public double? Cost { get; init; }

    /// <summary>A part of the row for each useful GPU-hour; <c>null</c> without such hours.</summary>
    /// <param name="amount">The part, e.g. <see cref="Cost"/>.</param>
    public double? PerUsefulGpuHour(double? amount) => UsefulGpuHours > 0 ? amount / UsefulGpuHours : null;
}
