using System.Numerics;

namespace ClusterSim.Statistics;

/// <summary>
/// A distribution of lengths of time in a fixed amount of memory: buckets that grow with what they hold, so that every
/// quantile is exact to one part in sixteen (as in HdrHistogram). Several threads may add at once.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBits = 4, SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];
    private long _count, _max;

    /// <summary>Number of lengths.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The longest.</summary>
    public TimeSpan Max => new(Interlocked.Read(ref _max) / TimeSpan.NanosecondsPerTick);

    /// <summary>Adds a length.</summary>
    /// <param name="length">The length; below zero counts as zero.</param>
    public void Add(TimeSpan length)
    {
        long nanoseconds = Math.Max(length.Ticks, 0) * TimeSpan.NanosecondsPerTick;
        Interlocked.Increment(ref _counts[BucketOf(nanoseconds)]);
        Interlocked.Increment(ref _count);
        long seen = Interlocked.Read(ref _max);
        while (nanoseconds > seen)
        {
            long before = Interlocked.CompareExchange(ref _max, nanoseconds, seen);
            seen = before == seen ? nanoseconds : before;
        }
    }

    /// <summary>The length that a share of all does not exceed, rounded up to the end of its bucket.</summary>
    /// <param name="share">0 to 1, e.g. 0.99.</param>
    /// <returns>Zero when there is nothing.</returns>
    public TimeSpan Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        long wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += Interlocked.Read(ref _counts[bucket]);
            if (seen >= wanted)
            {
                TimeSpan end = new(EndOf(bucket) / TimeSpan.NanosecondsPerTick);
                return end < Max ? end : Max;
            }
        }

        return TimeSpan.Zero;
    }

    private static int BucketOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    // The greatest value of a bucket.
    private static long EndOf(int bucket)
    {
        int shift = Math.Max(0, (bucket >> SubBits) - 1);
        long first = (long)(bucket - (shift << SubBits)) << shift;
        return first + (1L << shift) - 1;
    }
}
