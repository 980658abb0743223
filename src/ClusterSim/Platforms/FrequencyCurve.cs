namespace ClusterSim.Platforms;

/// <summary>
/// What the core frequency of a GPU does to a busy one, both relative to the greatest frequency: time grows with the
/// part of the work that goes by the cores, speed(f) = 1 / (1 + s (1 / f − 1)); power has a part that grows with
/// frequency times voltage squared, and voltage with frequency: power(f) = 1 − d (1 − f³). The forms are those of Wang
/// and Chu (arXiv 2104.00486) with voltage in proportion to frequency; s and d are least squares over every other
/// application of the NV-DVFS benchmark at half of the greatest frequency and more; the other half tests them.
/// </summary>
internal sealed class FrequencyCurve
{
    private readonly double _sensitivity, _dynamicShare;

    private FrequencyCurve(double sensitivity, double dynamicShare) =>
        (_sensitivity, _dynamicShare) = (sensitivity, dynamicShare);

    /// <summary>The least frequency of a curve, in 1/1000 of the greatest.</summary>
    public static int LeastPermille => 500;

    /// <summary>NVIDIA V100, at 705 to 1380 MHz.</summary>
    public static FrequencyCurve V100 { get; } = new(0.8227, 0.5653);

    /// <summary>NVIDIA Quadro RTX 8000, at 870 to 1710 MHz.</summary>
    public static FrequencyCurve Rtx8000 { get; } = new(0.6526, 0.5423);

    /// <summary>Both together: for every other model.</summary>
    public static FrequencyCurve All { get; } = new(0.7289, 0.5526);

    /// <summary>The curve of a GPU model: as stated, else by its name.</summary>
    public static FrequencyCurve For(GpuModel model)
    {
        FrequencyCurve fitted = model.Name.Contains("V100", StringComparison.OrdinalIgnoreCase) ? V100
            : model.Name.Contains("RTX8000", StringComparison.OrdinalIgnoreCase) ? Rtx8000
            : All;
        return new FrequencyCurve(
            model.FrequencySensitivity ?? fitted._sensitivity, model.DynamicPowerShare ?? fitted._dynamicShare);
    }

    /// <summary>Speed of a busy GPU relative to that at the greatest frequency.</summary>
    /// <param name="frequency">The frequency over the greatest, 0.5 to 1.</param>
    public double Speed(double frequency) => 1 / (1 + (_sensitivity * ((1 / frequency) - 1)));

    /// <summary>Power of a busy GPU relative to that at the greatest frequency.</summary>
    /// <param name="frequency">The frequency over the greatest, 0.5 to 1.</param>
    public double Power(double frequency) =>
        1 - (_dynamicShare * (1 - (frequency * frequency * frequency)));
}
