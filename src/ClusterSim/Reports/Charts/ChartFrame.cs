namespace ClusterSim.Reports.Charts;

/// <summary>Size of a picture and of the plot in it, in pixels.</summary>
internal readonly record struct ChartFrame(int Width, int Height)
{
    /// <summary>Beside two charts in a row, or one on paper.</summary>
    public static readonly ChartFrame Wide = new(600, 300);

    /// <summary>On a phone.</summary>
    public static readonly ChartFrame Narrow = new(336, 260);

    public double Left { get; } = Width < 400 ? 60 : 64;

    public double Right { get; } = Width - 14;

    public double Top { get; } = 12;

    public double Bottom { get; } = Height - 44;

    public double X(Axis axis, double value) => Left + (axis.Position(value) * (Right - Left));

    public double Y(Axis axis, double value) => Bottom - (axis.Position(value) * (Bottom - Top));
}
