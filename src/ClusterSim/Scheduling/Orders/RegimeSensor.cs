using ClusterSim.Time;

namespace ClusterSim.Scheduling.Orders;

/// <summary>
/// What the submissions of late look like, in three numbers: load, burstiness and mix of users. Made of requests
/// and times of submission alone, so that a policy may look at it.
/// </summary>
public sealed class RegimeSensor
{
    private const int Memory = 100;
    private const double Bound = 3;

    private readonly double _processors;
    private readonly Queue<(SimTime Submit, double Work, string User)> _recent = new();

    /// <summary>A sensor that has seen nothing.</summary>
    /// <param name="processors">Processors of the platform: its GPUs, or its cores when it has none.</param>
    public RegimeSensor(double processors) => _processors = Math.Max(processors, 1);

    /// <summary>Number of readings: 3.</summary>
    public static int Count => 3;

    /// <summary>Submissions seen so far.</summary>
    public long Seen { get; private set; }

    /// <summary>Takes in a submission.</summary>
    /// <param name="job">The job.</param>
    public void Note(in JobView job)
    {
        double walltime = AskedFor.Seconds(job);
        double work = double.IsFinite(walltime) ? walltime * AskedFor.Processors(job) : 0;
        _recent.Enqueue((job.SubmitTime, work, job.Request.User));
        Seen++;
        if (_recent.Count > Memory)
        {
            _recent.Dequeue();
        }
    }

    /// <summary>
    /// The readings over the last 100 submissions: log10 of the work asked for over what the platform could do in their
    /// time, log10 of the squared coefficient of variation of the gaps between them, and the share of the user with
    /// most of them. The first two lie between -3 and 3.
    /// </summary>
    public double[] Read()
    {
        if (_recent.Count < 2)
        {
            return new double[Count];
        }

        (SimTime Submit, double Work, string User)[] recent = [.. _recent];
        double span = Math.Max((recent[^1].Submit - recent[0].Submit).TotalSeconds, 1);
        double load = recent.Sum(job => job.Work) / (_processors * span);
        double gap = span / (recent.Length - 1);
        double variance = recent.Zip(recent.Skip(1), (a, b) => (b.Submit - a.Submit).TotalSeconds - gap)
            .Average(difference => difference * difference);
        double greatest = recent.GroupBy(job => job.User, StringComparer.Ordinal).Max(user => user.Count());
        return [Logarithm(load), Logarithm(variance / (gap * gap)), greatest / recent.Length];
    }

    private static double Logarithm(double value) => Math.Clamp(Math.Log10(Math.Max(value, 1e-9)), -Bound, Bound);
}
