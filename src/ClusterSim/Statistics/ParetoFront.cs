namespace ClusterSim.Statistics;

/// <summary>Who is beaten by nobody when two things shall both be small.</summary>
internal static class ParetoFront
{
    /// <summary>
    /// Indexes of the points of which no other is at most as large in both coordinates and smaller in one, ascending.
    /// </summary>
    public static int[] Of(IReadOnlyList<(double X, double Y)> points) =>
        [.. Enumerable.Range(0, points.Count).Where(i => !points.Any(other => Beats(other, points[i])))];

    private static bool Beats((double X, double Y) one, (double X, double Y) other) =>
        one.X <= other.X && one.Y <= other.Y && (one.X < other.X || one.Y < other.Y);
}
