namespace ClusterSim.Experiments.Published;

/// <summary>An application measured at a core frequency, relative to the same at the greatest.</summary>
/// <param name="Name">The application.</param>
/// <param name="IsFitted">Whether the curves were fitted to it.</param>
/// <param name="MHz">The frequency.</param>
/// <param name="Frequency">The frequency over the greatest.</param>
/// <param name="Speed">Its speed over that at the greatest frequency.</param>
/// <param name="Power">Its power over that at the greatest frequency.</param>
/// <param name="WattsAtGreatest">Its power at the greatest frequency, in watts.</param>
internal sealed record FrequencyPoint(
    string Name, bool IsFitted, double MHz, double Frequency, double Speed, double Power, double WattsAtGreatest)
{
    /// <summary>Its energy over that at the greatest frequency.</summary>
    public double Energy => Power / Speed;
}
