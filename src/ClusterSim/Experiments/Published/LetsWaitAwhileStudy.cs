using ClusterSim.Signals;
using ClusterSim.Statistics;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>The two scenarios of Let's Wait Awhile on the grids of Great Britain, Germany and France in 2020.</summary>
internal static class LetsWaitAwhileStudy
{
    private static readonly (string Zone, string File, double Mean, double Four, double Eight, double[] Projects)[]
        s_zones =
        [
            ("GB", "gb", 213, 8.4, 10.2, [6.7, 9.2, 14.9, 20.1]),
            ("DE", "ger", 313, 3.7, 13.5, [5.9, 8.0, 14.2, 18.5]),
            ("FR", "fr", 56, 5.8, 7.5, [4.9, 6.3, 11.3, 14.0]),
        ];

    private static readonly (string Deadline, string Interruptible)[] s_projects =
        [
        ("next-workday-artefact", "no"), ("next-workday-artefact", "yes"),
        ("semi-weekly", "no"), ("semi-weekly", "yes"),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "lets-wait-awhile",
        Title = "Let's Wait Awhile: savings by waiting for clean power",
        Source =
            "Wiesner et al., Let's Wait Awhile, Middleware 2021; savings recomputed with perfect forecasts from the "
            + "data of its artefact (dos-group/lets-wait-awhile) by another program",
        Protocol =
            "Nightly: a job of 30 min at 01:00 of each day of 2020, free to move by up to 4 or 8 h either way: "
            + "submitted so much earlier, `wait-awhile` with a maximum delay of twice as much. Days on which that "
            + "begins before the year are left out of both sides. Project: 3,387 jobs on working days, submitted "
            + "from 09:00 to 16:30 at half hours, of 4 to 89.5 h, drawn alike; `wait-awhile` with both deadlines. "
            + "Intensities at full and half hours, as the artefact takes them; perfect forecasts; one GPU of 1 kW "
            + "for each job, and room for all. The artefact's random numbers are numpy's, ours our own: five seeds."
            + " Times are taken as UTC. The artefact gives jobs that would end on a Friday evening until Saturday, "
            + "09:00: `deadline=next-workday-artefact`; with Monday, as `next-workday` has it, about an eighth more"
            + " is saved.",
        Data = [.. CleanPower.Files],
        Seeds = [1, 2, 3, 4, 5],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        foreach ((string zone, string file, double mean, double four, double eight, double[] projects) in s_zones)
        {
            Signal signal = CleanPower.Sampled(data, file, zone, TimeSpan.FromMinutes(30));
            yield return new PublishedRow
            {
                Metric = "mean carbon intensity (g/kWh)",
                Where = $"{zone}, 2020",
                Published = mean,
                Obtained = signal.Integral(CleanPower.Year, CleanPower.Year.AddYears(1)) / (366 * 24),
                Tolerance = Tolerance.Absolute(1, "printed without decimals; the program may weigh steps otherwise"),
            };
            yield return Nightly(signal, 4, four);
            yield return Nightly(signal, 8, eight);
            for (int i = 0; i < projects.Length; i++)
            {
                data.Cancel.ThrowIfCancellationRequested();
                yield return Project(signal, s_projects[i], projects[i]);
            }
        }
    }

    private static PublishedRow Nightly(Signal signal, int hours, double published)
    {
        TimeSpan window = TimeSpan.FromHours(hours);
        SimTime first = SimTime.Zero + TimeSpan.FromHours(25);
        TimeSpan day = TimeSpan.FromDays(1), length = TimeSpan.FromMinutes(30);
        Workload fixedJobs = new(Enumerable.Range(0, 364).Select(i => Job(i, first + (day * i), length)));
        Workload free = new(Enumerable.Range(0, 364).Select(i => Job(i, first + (day * i) - window, length)));
        string delay = $"{hours * 2}h";
        return new PublishedRow
        {
            Metric = "saving (%)",
            Where = $"{signal.Name}, nightly job, ±{hours} h",
            Published = published,
            Obtained = CleanPower.Saving(
                Grams(fixedJobs, signal, "fifo-skip", []),
                Grams(free, signal, "wait-awhile", [("deadline", "none"), ("max-delay", delay)])),
            Tolerance = Tolerance.Absolute(0.3, "printed with one decimal; the first night differs"),
        };
    }

    private static PublishedRow Project(
        Signal signal, (string Deadline, string Interruptible) project, double published)
    {
        double[] savings =
        [
            .. Study.Seeds.Select(seed =>
            {
                Workload jobs = ProjectJobs(seed);
                return CleanPower.Saving(
                    Grams(jobs, signal, "fifo-skip", []),
                    Grams(
                        jobs, signal, "wait-awhile",
                        [("deadline", project.Deadline), ("interruptible", project.Interruptible)]));
            }),
        ];
        string how = project.Interruptible == "yes" ? "interruptible" : "in one piece";
        return new PublishedRow
        {
            Metric = "saving (%)",
            Where = $"{signal.Name}, project, {project.Deadline}, {how}",
            Published = published,
            Obtained = savings.Average(),
            Interval = new ConfidenceInterval(savings.Min(), savings.Max(), 1),
            Tolerance = Tolerance.Absolute(
                0.6, "other random jobs: the savings of seeds differ by up to a point"),
        };
    }

    private static double Grams(Workload jobs, Signal signal, string policy, (string Key, string Value)[] set) =>
        CleanPower.Grams(CleanPower.Run(jobs, signal, CleanPower.Year, policy, set));

    private static Workload ProjectJobs(long seed)
    {
        const int jobs = 3387, days = 366, starts = 16, lengths = 172;
        Randomness.RandomStream random = new(seed, "lets-wait-awhile");
        int[] workdays =
        [
            .. Enumerable.Range(0, days)
                .Where(day => CleanPower.Year.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
        ];
        return new Workload(Enumerable.Range(0, jobs).Select(i =>
        {
            TimeSpan start = TimeSpan.FromDays(workdays[random.NextInt(workdays.Length)])
                + TimeSpan.FromMinutes(540 + (30 * random.NextInt(starts)));
            return Job(i, SimTime.Zero + start, TimeSpan.FromMinutes(240 + (30 * random.NextInt(lengths))));
        }));
    }

    private static Job Job(int index, SimTime submit, TimeSpan length) => new()
    {
        Id = index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SubmitTime = submit,
        Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1), Walltime = length },
        Profile = new JobProfile { RunTime = length },
    };
}
