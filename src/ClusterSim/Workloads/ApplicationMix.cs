using ClusterSim.Randomness;
using MathNet.Numerics;

namespace ClusterSim.Workloads;

/// <summary>
/// The users and applications of a generated workload. Sizes and run times are dealt out to the applications by
/// quota instead of by chance, so that another seed changes which application is large or long, but hardly how much
/// work there is in all.
/// </summary>
internal sealed class ApplicationMix
{
    /// <summary>Share of the variance of log run times that lies between applications, not within them.</summary>
    public const double VarianceBetween = 0.25;

    // Users of one community have the same favourites; communities begin at different places of the list.
    private const int Communities = 16;

    private readonly CategoricalDistribution _users;
    private readonly CategoricalDistribution _ranks;

    public ApplicationMix(GeneratorOptions options)
    {
        _users = CategoricalDistribution.Zipf(options.Users.Users, options.Users.UserExponent);
        _ranks = CategoricalDistribution.Zipf(options.Users.Applications, options.Users.ApplicationExponent);
        double[] popularity = Popularity(options.Users);
        (int Gpus, int Cores)[] sizes = DealSizes(options.Sizes, popularity);
        double[] factors = DealRunTimes(options, popularity, sizes);
        RandomStream stream = new(options.Seed, "applications/traits");
        Applications = new GeneratedApplication[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            int compute = 450 + stream.NextInt(521);
            double sensitivity = stream.NextDouble() * options.Sizes.MaxNetworkSensitivity;
            Applications[i] = new GeneratedApplication(
                sizes[i].Gpus, sizes[i].Cores, factors[i], compute, sizes[i].Gpus > 1 ? Math.Round(sensitivity, 3) : 0);
        }
    }

    /// <summary>The applications by index.</summary>
    public GeneratedApplication[] Applications { get; }

    /// <summary>A user and one of their applications.</summary>
    public (int User, int Application) Sample(RandomStream stream)
    {
        int user = _users.Sample(stream);
        int rank = _ranks.Sample(stream);
        return (user, (rank + Shift(user % Communities, Applications.Length)) % Applications.Length);
    }

    private static int Shift(int community, int applications) => (int)((long)community * applications / Communities);

    // Share of each application in all jobs.
    private static double[] Popularity(UserOptions users)
    {
        double[] ofCommunity = new double[Communities];
        for (int user = 0; user < users.Users; user++)
        {
            ofCommunity[user % Communities] += Math.Pow(user + 1, -users.UserExponent);
        }

        double[] popularity = new double[users.Applications];
        for (int community = 0; community < Communities; community++)
        {
            int shift = Shift(community, users.Applications);
            for (int rank = 0; rank < users.Applications; rank++)
            {
                popularity[(rank + shift) % users.Applications] +=
                    ofCommunity[community] * Math.Pow(rank + 1, -users.ApplicationExponent);
            }
        }

        double total = popularity.Sum();
        return [.. popularity.Select(weight => weight / total)];
    }

    // The most popular application first takes the size of which most is missing.
    private static (int Gpus, int Cores)[] DealSizes(SizeOptions options, double[] popularity)
    {
        double gpuTotal = options.Gpus.Sum(size => size.Weight), coreTotal = options.Cores.Sum(size => size.Weight);
        (int Gpus, int Cores, double Missing)[] shapes =
        [
            .. options.Gpus.Select(size => (size.Size, 0, (1 - options.CpuOnlyShare) * size.Weight / gpuTotal)),
            .. options.Cores.Select(size => (0, size.Size, options.CpuOnlyShare * size.Weight / coreTotal)),
        ];
        (int Gpus, int Cores)[] dealt = new (int Gpus, int Cores)[popularity.Length];
        foreach (int application in Enumerable.Range(0, popularity.Length).OrderByDescending(i => popularity[i]))
        {
            int best = 0;
            for (int i = 1; i < shapes.Length; i++)
            {
                best = shapes[i].Missing > shapes[best].Missing ? i : best;
            }

            shapes[best].Missing -= popularity[application];
            dealt[application] = (shapes[best].Gpus, shapes[best].Cores);
        }

        return dealt;
    }

    // Normal quantiles in random order, scaled so that the expected work is that of one common distribution.
    private static double[] DealRunTimes(GeneratorOptions options, double[] popularity, (int Gpus, int Cores)[] sizes)
    {
        double sigma = options.RunTimes.Shape == RunTimeShape.LogNormal
            ? options.RunTimes.Sigma * Math.Sqrt(VarianceBetween)
            : 0;
        int[] order = [.. Enumerable.Range(0, popularity.Length)];
        Shuffle(order, new RandomStream(options.Seed, "applications/run-times"));
        double[] factors = new double[order.Length];
        double work = 0, even = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double quantile = (order[i] + 0.5) / order.Length;
            factors[i] = Math.Exp(sigma * Math.Sqrt(2) * SpecialFunctions.ErfInv((2 * quantile) - 1));
            double weight = popularity[i] * (sizes[i].Gpus + sizes[i].Cores);
            work += weight * factors[i];
            even += weight * Math.Exp(sigma * sigma / 2);
        }

        return [.. factors.Select(factor => factor * even / work)];
    }

    private static void Shuffle(int[] items, RandomStream stream)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = stream.NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
