using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Submissions in order of time: a diurnal Poisson process, in which some submissions begin a retry loop.
/// </summary>
internal sealed class ArrivalPlan
{
    private const int MinLoop = 4;
    private const int MaxLoop = 10;
    private const double MeanLoop = (MinLoop + MaxLoop) / 2.0;
    private const double SecondsPerDay = 86_400;

    private readonly GeneratorOptions _options;
    private readonly ApplicationMix _mix;
    private readonly RandomStream _arrivals, _who, _retries, _batches;
    private readonly PriorityQueue<(Arrival Next, int Left), (double Seconds, long Sequence)> _loops = new();
    private readonly double _loopProbability;
    private long _sequence;

    public ArrivalPlan(GeneratorOptions options, ApplicationMix mix)
    {
        _options = options;
        _mix = mix;
        _arrivals = new RandomStream(options.Seed, "arrivals");
        _who = new RandomStream(options.Seed, "users");
        _retries = new RandomStream(options.Seed, "retries");
        _batches = new RandomStream(options.Seed, "batches");
        // Share s of jobs in loops of mean length L: s = p L / (1 - p + p L).
        double share = options.Behaviors.RetryLoopShare;
        _loopProbability = share / (share + (MeanLoop * (1 - share)));
    }

    /// <summary>All submissions, exactly as many as jobs are asked for. Loops are never cut short.</summary>
    public IEnumerable<Arrival> Arrivals()
    {
        PoissonProcess process = Process();
        int committed = 0;
        double seconds = 0;
        while (committed < _options.Jobs)
        {
            seconds = process.Next(seconds, _arrivals);
            while (_loops.TryPeek(out _, out (double Seconds, long Sequence) due) && due.Seconds <= seconds)
            {
                yield return NextOfLoop();
            }

            (int user, int application) = _mix.Sample(_who);
            int loop = _retries.NextDouble() < _loopProbability ? MinLoop + _retries.NextInt(MaxLoop - MinLoop + 1) : 1;
            if (loop == 1 || committed + loop > _options.Jobs)
            {
                for (int left = BatchSize(_options.Jobs - committed); left > 0; left--)
                {
                    committed++;
                    yield return new Arrival(seconds, user, application, 0);
                }
            }
            else
            {
                committed += loop;
                Enqueue(new Arrival(seconds, user, application, RetrySeconds()), loop - 1);
                yield return NextOfLoop();
            }
        }

        while (_loops.Count > 0)
        {
            yield return NextOfLoop();
        }
    }

    // Geometric from 1 with the given mean; nothing is drawn where jobs come one by one.
    private int BatchSize(int most)
    {
        double mean = _options.Arrivals.MeanBatch;
        if (mean == 1)
        {
            return 1;
        }

        double size = 1 + Math.Floor(Math.Log(1 - _batches.NextDouble()) / Math.Log(1 - (1 / mean)));
        return (int)Math.Min(most, size);
    }

    private PoissonProcess Process()
    {
        ArrivalOptions arrivals = _options.Arrivals;
        // Every arrival makes (1 - p) B + p L jobs on the average.
        double jobs = ((1 - _loopProbability) * arrivals.MeanBatch) + (_loopProbability * MeanLoop);
        double mean = arrivals.JobsPerHour / 3600 / jobs;
        double amplitude = arrivals.DiurnalAmplitude;
        double peak = arrivals.PeakHour * 3600;
        Func<double, double> daily = t => mean * (1 + (amplitude * Math.Cos(2 * Math.PI * (t - peak) / SecondsPerDay)));
        if (arrivals.BurstRatio == 1)
        {
            return amplitude == 0 ? new PoissonProcess(mean) : new PoissonProcess(daily, mean * (1 + amplitude));
        }

        BurstTimeline bursts = new(arrivals, _options.Seed);
        return new PoissonProcess(t => daily(t) * bursts.RateAt(t), mean * (1 + amplitude) * bursts.BurstRate);
    }

    private Arrival NextOfLoop()
    {
        (Arrival now, int left) = _loops.Dequeue();
        if (left > 0)
        {
            double next = now.Seconds + now.RetrySeconds + 5 + _retries.NextInt(56);
            Enqueue(now with { Seconds = next, RetrySeconds = RetrySeconds() }, left - 1);
        }

        return now;
    }

    private void Enqueue(Arrival arrival, int left) => _loops.Enqueue((arrival, left), (arrival.Seconds, _sequence++));

    private int RetrySeconds() => 10 + _retries.NextInt(81);
}
