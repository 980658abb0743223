using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>
/// Jobs of the model of Lublin and Feitelson (JPDC 63, 2003). Names and values of the parameters are those of the
/// paper's tables for the whole sample.
/// </summary>
internal sealed class LublinModel
{
    // log2 of the size of a parallel job: uniform from ULow to UMed with probability UProb, else from UMed to UHi.
    private const double ULow = 0.8, MedBelowHi = 2.5, UProb = 0.86;

    // Logarithm of the run time: gamma(A1, B1) with probability p = Pa * size + Pb, else gamma(A2, B2).
    private const double A1 = 4.2, B1 = 0.94, A2 = 312, B2 = 0.03, Pa = -0.0054, Pb = 0.78;
    private const double LargestLogSeconds = 12;

    private readonly GeneratorOptions _options;
    private readonly LublinOptions _lublin;
    private readonly double _hi;
    private readonly WalltimeSampler _walltimes;
    private readonly CategoricalDistribution _users;
    private readonly RandomStream _sizeStream, _timeStream, _userStream;
    private readonly GammaDistribution _short = new(A1, B1), _long = new(A2, B2);

    public LublinModel(GeneratorOptions options, LublinOptions lublin)
    {
        (_options, _lublin, _hi) = (options, lublin, Math.Log2(lublin.MachineSize));
        _walltimes = new WalltimeSampler(options.Walltimes, options.Seed);
        _users = CategoricalDistribution.Zipf(options.Users.Users, options.Users.UserExponent);
        _sizeStream = new RandomStream(options.Seed, "lublin/sizes");
        _timeStream = new RandomStream(options.Seed, "lublin/run-times");
        _userStream = new RandomStream(options.Seed, "users");
    }

    /// <summary>The jobs in order of submission.</summary>
    public IEnumerable<Job> Jobs()
    {
        LublinArrivals arrivals = new(_options.Seed);
        for (int number = 1; number <= _options.Jobs; number++)
        {
            yield return Make(number, (long)arrivals.Next());
        }
    }

    private Job Make(int number, long seconds)
    {
        int size = DrawSize();
        long run = DrawRunSeconds(size);
        long walltime = _walltimes.Sample(run);
        return new Job
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"job-{number}"),
            SubmitTime = new Time.SimTime(seconds * TimeSpan.TicksPerSecond),
            Request = new JobRequest
            {
                Instances = size,
                PerInstance = new ResourceVector(CpuMilli: 1000),
                Walltime = walltime > 0 ? TimeSpan.FromTicks(walltime * TimeSpan.TicksPerSecond) : null,
                User = string.Create(CultureInfo.InvariantCulture, $"user-{_users.Sample(_userStream)}"),
            },
            Profile = new JobProfile { RunTime = TimeSpan.FromTicks(run * TimeSpan.TicksPerSecond) },
        };
    }

    private int DrawSize()
    {
        double kind = _sizeStream.NextDouble(), stage = _sizeStream.NextDouble(), where = _sizeStream.NextDouble();
        double med = Math.Max(ULow, _hi - MedBelowHi);
        (double from, double to) = stage < UProb ? (ULow, med) : (med, _hi);
        double log = from + (where * (to - from));
        log = kind < _lublin.SerialShare + _lublin.PowerOfTwoShare ? Math.Floor(log + 0.5) : log;
        int size = kind < _lublin.SerialShare ? 1 : (int)Math.Floor(Math.Pow(2, log) + 0.5);
        return Math.Clamp(size, 1, _lublin.MachineSize);
    }

    private long DrawRunSeconds(int size)
    {
        double share = Math.Clamp((Pa * size) + Pb, 0, 1);
        while (true)
        {
            GammaDistribution stage = _timeStream.NextDouble() < share ? _short : _long;
            double log = stage.Sample(_timeStream);
            if (log <= LargestLogSeconds)
            {
                return (long)Math.Exp(log);
            }
        }
    }
}
