using System.Collections.Immutable;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Times between submissions by the hour of the day in which they begin. As many as are needed are drawn from all of
/// them at once, so that their distribution stays whatever the order; then each hour of the new workload uses up those
/// that were drawn from the same hour of the original, as long as there are any.
/// </summary>
internal sealed class HourlyGaps
{
    private const int Hours = 24;

    private readonly long[] _gaps;
    private readonly int[] _hours;
    private readonly long _firstTicks;
    private readonly SmoothedTimes _smoothed;

    public HourlyGaps(ImmutableArray<Job> jobs)
    {
        _gaps = new long[jobs.Length - 1];
        _hours = new int[jobs.Length - 1];
        _firstTicks = jobs[0].SubmitTime.Ticks;
        for (int i = 0; i < _gaps.Length; i++)
        {
            _gaps[i] = (jobs[i + 1].SubmitTime - jobs[i].SubmitTime).Ticks;
            _hours[i] = HourOf(jobs[i].SubmitTime.Ticks);
        }

        _smoothed = new SmoothedTimes(_gaps);
    }

    /// <summary>Times of submission in ticks, ascending; the first is the original's.</summary>
    public long[] Submissions(int count, RandomStream stream)
    {
        List<long>[] bags = [.. Enumerable.Range(0, Hours).Select(_ => new List<long>())];
        for (int i = 1; i < count; i++)
        {
            int drawn = stream.NextInt(_gaps.Length);
            bags[_hours[drawn]].Add(_smoothed.Near(_gaps[drawn], stream));
        }

        long[] submits = new long[count];
        submits[0] = _firstTicks;
        for (int i = 1; i < count; i++)
        {
            List<long> bag = BagAt(bags, HourOf(submits[i - 1]));
            submits[i] = submits[i - 1] + bag[^1];
            bag.RemoveAt(bag.Count - 1);
        }

        return submits;
    }

    // An hour that has used up its own takes from the fullest.
    private static List<long> BagAt(List<long>[] bags, int hour) =>
        bags[hour].Count > 0 ? bags[hour] : bags.MaxBy(bag => bag.Count)!;

    private static int HourOf(long ticks) => (int)(ticks / TimeSpan.TicksPerHour % Hours);
}
