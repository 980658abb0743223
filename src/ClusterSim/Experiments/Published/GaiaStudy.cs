using System.Globalization;
using ClusterSim.Engine;
using ClusterSim.Impact;
using ClusterSim.Impact.Cost;
using ClusterSim.Signals;
using ClusterSim.Traces;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>GAIA's policies on its week of jobs and the grids of Great Britain, Germany and France in 2020.</summary>
internal static class GaiaStudy
{
    private const string Jobs = "alibaba-gpu-v2020/gaia/pai_1k.csv";
    private const int Reserved = 30;
    private const double OnDemand = 0.0624, Discount = 0.4;

    private static readonly TimeSpan s_short = TimeSpan.FromHours(2);

    // Weeks of each quarter; days of 2020.
    private static readonly int[] s_days = [5, 96, 187, 278];

    private static readonly PriceBook s_prices = new()
    {
        GpuHour = PriceBook.Empty.Add("kilowatt", new GpuPrice(OnDemand, Reserved: OnDemand * Discount)),
        Reserved = PriceBook.NoReserved.Add("kilowatt", Reserved),
    };

    // Saving in % and mean wait in hours by zone; hours above 30 reserved; of the other program.
    private static readonly (string Name, string Policy, bool Known, double[] Savings, double[] Waits, double[] Above)[]
        s_policies =
        [
            ("NoWait", "fifo-skip", false, [0, 0, 0], [0, 0, 0], [383.007, 383.007, 383.007]),
            ("Lowest-Slot", "lowest-slot", false, [9.8684, 6.8471, 4.2681], [4.7466, 5.0142, 5.2215],
                [2349.222, 2548.750, 2578.874]),
            ("Lowest-Window", "lowest-window", false, [12.9777, 10.6746, 7.7972], [5.2592, 5.3643, 5.3415],
                [2054.153, 2087.923, 2234.578]),
            ("Lowest-Window, length known", "lowest-window", true, [15.5165, 13.0953, 9.6768],
                [5.4322, 5.4908, 5.2923], [2217.618, 2459.932, 2594.580]),
            ("Carbon-Time", "carbon-time", false, [12.3159, 9.6353, 7.3079], [4.3100, 4.2123, 4.3308],
                [2094.389, 2035.351, 1999.338]),
            ("Carbon-Time, length known", "carbon-time", true, [14.3388, 12.2622, 8.8999], [4.1557, 4.2900, 4.0537],
                [2169.827, 2271.936, 2151.335]),
            ("Wait-Awhile (suspend and resume)", "wait-awhile", true, [19.5413, 16.2880, 11.8750],
                [6.5860, 6.4708, 6.7437], []),
        ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "gaia",
        Title = "GAIA's policies: carbon saved, time waited, reserved capacity",
        Source =
            "Hanafy et al., Going Green for Less Green, ASPLOS 2024; rules of umassos/GAIA, src/scheduling, evaluated "
            + "on the data named below by another program (NumPy). The paper's own regions (its traces of carbon "
            + "intensity of South Australia, Ontario and others) are not at hand, so that its printed numbers stand "
            + "beside none of ours",
        Protocol =
            "The thousand jobs of one week that come with the artefact, from 6 January, 6 April, 6 July and 5 October "
            + "2020, 00:00, on the grids of three countries; sums and means over the four weeks. A CPU of the list is "
            + "a GPU of 1 kW; there is room for all. Short jobs (below 2 h) wait up to 6 h, long ones up to 24 h; "
            + "starts each hour from the submission on; hourly intensities, perfect forecasts. Lengths are the means "
            + "of the short and of the long jobs, as in the artefact, or known. "
            + $"{Reserved} CPUs are reserved (the week holds 19 on average) at 0.4 of the price on demand of $0.0624. "
            + "The artefact charges a job on demand as a whole where the reserved capacity that is free is less than "
            + "it needs; here what counts is what is held above it at a time. The work-conserving variant (`reserved`) "
            + "lets jobs start at once while reserved capacity is idle: for its rows there is no other number.",
        Data = [new(Jobs, "umassos/GAIA, src/cluster_traces"), .. CleanPower.Files],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        Workload week = Week(data);
        for (int zone = 0; zone < CleanPower.Zones.Length; zone++)
        {
            (string name, string file) = CleanPower.Zones[zone];
            Signal signal = CleanPower.Sampled(data, file, name, TimeSpan.FromHours(1));
            Sums agnostic = Run(week, signal, "fifo-skip", []);
            foreach (var policy in s_policies)
            {
                data.Cancel.ThrowIfCancellationRequested();
                Sums sums = Run(week, signal, policy.Policy, Options(policy.Policy, policy.Known, week));
                yield return Row(
                    "carbon saved (%)", $"{name}, {policy.Name}", policy.Savings[zone],
                    CleanPower.Saving(agnostic.Grams, sums.Grams), 0.01);
                yield return Row(
                    "mean wait (h)", $"{name}, {policy.Name}", policy.Waits[zone], sums.WaitHours, 0.02);
                if (policy.Above.Length > 0)
                {
                    yield return Row(
                        "CPU hours above the reserved", $"{name}, {policy.Name}", policy.Above[zone], sums.AboveHours,
                        5);
                    yield return Bill(name, policy.Name, agnostic, sums);
                }
            }

            foreach (PublishedRow row in WorkConserving(name, week, signal, agnostic))
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<PublishedRow> WorkConserving(
        string zone, Workload week, Signal signal, Sums agnostic)
    {
        (string, string)[] options = [.. Options("carbon-time", false, week), ("reserved", $"{Reserved}")];
        Sums sums = Run(week, signal, "carbon-time", options);
        string where = $"{zone}, Carbon-Time, work-conserving";
        yield return Shown("carbon saved (%)", where, CleanPower.Saving(agnostic.Grams, sums.Grams));
        yield return Shown("mean wait (h)", where, sums.WaitHours);
        yield return Bill(zone, "Carbon-Time, work-conserving", agnostic, sums);
    }

    private static PublishedRow Bill(string zone, string policy, Sums agnostic, Sums sums) =>
        Shown("bill over that of NoWait", $"{zone}, {policy}", sums.Bill / agnostic.Bill);

    private static PublishedRow Row(string metric, string where, double published, double obtained, double within) =>
        new()
        {
            Metric = metric,
            Where = where,
            Published = published,
            Obtained = obtained,
            Tolerance = Tolerance.Absolute(within, "sums of 4,000 jobs; equally good starts may be taken otherwise"),
        };

    private static PublishedRow Shown(string metric, string where, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = null,
        Obtained = obtained,
        Tolerance = Tolerance.NotJudged("nothing to compare with on these grids"),
    };

    private static Sums Run(Workload week, Signal signal, string policy, (string, string)[] set)
    {
        double grams = 0, wait = 0, above = 0, bill = 0;
        foreach (int day in s_days)
        {
            ReservedMeter meter = new(s_prices, week, CleanPower.Room);
            RunResult run = CleanPower.Run(week, signal, CleanPower.Year.AddDays(day), policy, set, meter);
            run = run with { Reserved = meter.Finish(run.EndTime) };
            RunMetrics metrics = RunMetrics.Of(run, new MetricsOptions { Prices = s_prices });
            grams += CleanPower.Grams(run);
            wait += run.Jobs.Average(job => job.TotalWaitTime.TotalHours) / s_days.Length;
            above += metrics.OverflowGpuHours!.Value;
            bill += metrics.Bill!.Value;
        }

        return new Sums(grams, wait, above, bill);
    }

    private static (string, string)[] Options(string policy, bool known, Workload week)
    {
        if (policy == "fifo-skip")
        {
            return [];
        }

        (string, string)[] all = [("max-delay", "24h"), ("max-delay-short", "6h"), ("short", "2h")];
        return policy == "wait-awhile" ? [.. all, ("deadline", "none"), ("interruptible", "yes")]
            : known ? all
            : [.. all, ("lengths", $"{Mean(week, shorter: true)};{Mean(week, shorter: false)}")];
    }

    private static string Mean(Workload week, bool shorter) => week.Jobs.Select(job => job.Profile.RunTime)
        .Where(length => length < s_short == shorter).Average(length => length.TotalSeconds)
        .ToString("R", CultureInfo.InvariantCulture);

    // The class of a job is by its length, as in the artefact.
    private static Workload Week(StudyData data)
    {
        Workload list = Trace.Open(data.PathOf(Jobs)).ToWorkload();
        return new Workload(list.Jobs.Select(job => job with
        {
            Request = job.Request with
            {
                PerInstance = new ResourceVector(Gpus: 1), Walltime = job.Profile.RunTime,
            },
        }));
    }

    private sealed record Sums(double Grams, double WaitHours, double AboveHours, double Bill);
}
