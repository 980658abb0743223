using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Injection;

/// <summary>
/// How far an instance of a behaviour reaches, relative to the threshold of its source: log-uniform from 0.3 to 6, a
/// density that prefers no scale (our choice). So a third of the instances ends well before the threshold and only
/// looks like the behaviour, and detectors cannot live on instances that are far beyond it.
/// </summary>
/// <param name="Factor">Relative to the threshold.</param>
internal readonly record struct Reach(double Factor)
{
    private const double Least = 0.3;
    private const double Most = 6;
    private const double Band = 0.15;

    public LabelGrade Grade => GradeOf(Factor);

    public static Reach Draw(RandomStream stream) => new(Least * Math.Pow(Most / Least, stream.NextDouble()));

    /// <summary>The grade of something that has to exceed a threshold, by what it is over the threshold.</summary>
    public static LabelGrade GradeOf(double factor) => factor < 1 - Band ? LabelGrade.LooksLike
        : factor <= 1 + Band ? LabelGrade.Borderline
        : LabelGrade.Clear;

    public long Seconds(TimeSpan threshold) => (long)(Factor * threshold.TotalSeconds);

    /// <summary>A number between two others.</summary>
    public static double Between(double least, double most, RandomStream stream) =>
        least + ((most - least) * stream.NextDouble());
}
