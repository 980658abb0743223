using System.Collections.Immutable;
using ClusterSim.Scheduling.Scaling;
using ClusterSim.Signals;
using ClusterSim.Time;
using ClusterSim.Traces.Training;
using ClusterSim.Workloads;
using ClusterSim.Workloads.Training;

namespace ClusterSim.Experiments.Published;

/// <summary>What scaling jobs with the carbon intensity saves over running them at once, and over suspending.</summary>
internal static class CarbonScalerStudy
{
    private const string Measurements = "pollux/sched/traces";
    private const string AtOnce = "saving over running at once (%)", Suspended = "saving over suspend and resume (%)";
    private const int Days = 364, Hours = 24;

    private const string OtherGrids =
        "the paper's mean over its own jobs and regions; neither its traces of carbon intensity nor its jobs but one "
        + "are at hand, so that the numbers need not be equal";

    private static readonly (string, string)[] s_delay = [("max-delay", "24h"), ("max-delay-short", "24h")];

    private static readonly ImmutableArray<string> s_applications = ["cifar10", "deepspeech2", "yolov3"];

    // Throughput and power of 0 to 7 nodes as the artefact has them, and savings of the other program in %: over
    // running at once and over suspending, by deadline of 24, 36 and 48 h, for each zone.
    private static readonly (string Job, double[] Throughput, double[] Power, double[][] AtOnce, double[][] Suspended)[]
        s_profiles =
        [
            ("N-body 100k",
                [0, 1757.8908686976195, 3496.3996474651103, 5104.3944617012185, 6661.952186308102, 8073.214680924454,
                    9447.749384138653, 10747.782862749653],
                [0, 54.77962427087617, 109.80497076152103, 161.22449885915682, 217.60732958554, 273.1548352612487,
                    331.2253152799572, 390.73159215346425],
                [[18.3303, 25.8852, 28.0605], [14.7598, 21.0612, 24.3204], [9.3352, 14.2722, 16.2012]],
                [[18.3303, 15.6648, 14.2507], [14.7598, 12.9805, 11.5642], [9.3352, 8.4101, 7.1742]]),
            ("N-body 10k",
                [0, 16130.263301548106, 26084.902766614217, 34977.82018587672, 41228.85476314777, 47430.986825779524,
                    52196.29225924978, 56212.42180881337],
                [0, 51.98662779725372, 104.8738026807935, 154.72681313525464, 207.53221233212847, 259.09560823722086,
                    311.5850399494926, 366.3482810890281],
                [[1.6805, 13.0338, 16.6301], [0.6607, 9.6737, 14.5965], [0.1731, 6.5398, 9.7649]],
                [[1.6805, 1.0412, 0.6261], [0.6607, 0.4273, 0.2013], [0.1731, 0.1490, 0.0446]]),
        ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "carbon-scaler",
        Title = "CarbonScaler: savings by scaling jobs with the carbon intensity",
        Source =
            "Hanafy et al., CarbonScaler, SIGMETRICS 2024, abstract; umassos/CarbonScaler, "
            + "src/controllers/carbon_scaler.go and src/profiles. Savings recomputed by another program (Python) that "
            + "takes the artefact's candidates as the artefact does, from a sorted list",
        Protocol =
            "The golden vector: hours of 300, 200, 100 and 100 g, marginal throughputs 1 and 0.7, work of 3. Then the "
            + "two jobs whose profiles of throughput and power come with the artefact, of 24 h on one node, from 00:00 "
            + "of each of 364 days of 2020 with a deadline of 24, 36 or 48 h, planned with perfect forecasts; a job "
            + "ends when its work is done. Last, runs: trainings that Pollux measured on T4 GPUs, with the batch of a "
            + "sensible user, on one GPU where they are not scaled, one at 00:00 of each day, under `carbon-scaler` "
            + "with a maximum delay of 24 h beside `fifo-skip` and `wait-awhile`; a GPU draws 1 kW. With a deadline of "
            + "24 h, where suspending saves nothing, all that is saved is owed to scaling; the more it allows, the "
            + "less scaling adds to suspending. A job that scales badly is suspended, and no more. What is planned "
            + "are whole hours of a GPU, so that a job of little more than an hour may come out above suspending, "
            + "which stops within the hour.",
        Data =
        [
            .. CleanPower.Files,
            .. s_applications.Select(name => new PublishedFile(
                $"{Measurements}/{name}/placements.csv", "petuum/adaptdl, branch osdi21-artifact, simulator/traces")),
        ],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        int[] golden = ReplicaSchedule.Plan([300, 200, 100, 100], [1, 1, 1, 1], new ScalingCurve([0, 1, 1.7]), 3);
        for (int hour = 0; hour < golden.Length; hour++)
        {
            yield return Row("replicas", $"golden vector, hour {hour}", hour < 2 ? 0 : 2, golden[hour]) with
            {
                Tolerance = Tolerance.Exact("whole numbers"),
            };
        }

        List<PublishedRow> planned = [];
        var applications = TrainingMeasurements.Read([data.PathOf(Measurements)]);
        for (int zone = 0; zone < CleanPower.Zones.Length; zone++)
        {
            (string name, string file) = CleanPower.Zones[zone];
            Signal signal = CleanPower.Sampled(data, file, name, TimeSpan.FromHours(1));
            PublishedRow[] plans = [.. Planned(signal, zone)];
            planned.AddRange(plans);
            foreach (PublishedRow row in plans.Concat(
                s_applications.SelectMany(job => Trained(signal, applications[job]))))
            {
                data.Cancel.ThrowIfCancellationRequested();
                yield return row;
            }
        }

        yield return Claim(planned, AtOnce, 51);
        yield return Claim(planned, Suspended, 37);
    }

    private static PublishedRow Claim(IEnumerable<PublishedRow> planned, string metric, double published) =>
        Row(
            metric, "the abstract's mean; ours: of the plans above", published,
            planned.Where(row => row.Metric == metric).Average(row => row.Obtained)) with
        {
            Tolerance = Tolerance.NotJudged(OtherGrids),
        };

    private static IEnumerable<PublishedRow> Planned(Signal signal, int zone)
    {
        foreach (var profile in s_profiles)
        {
            ScalingCurve curve = new([.. profile.Throughput], [.. profile.Power]);
            ScalingCurve single = new([0, profile.Throughput[1]], [0, profile.Power[1]]);
            for (int i = 0; i < 3; i++)
            {
                int deadline = Hours + (12 * i);
                double atOnce = Sum(signal, Hours, single), suspended = Sum(signal, deadline, single);
                double scaled = Sum(signal, deadline, curve);
                string where = $"{signal.Name}, {profile.Job}, {deadline} h";
                yield return Row(AtOnce, where, profile.AtOnce[zone][i], CleanPower.Saving(atOnce, scaled));
                yield return Row(Suspended, where, profile.Suspended[zone][i], CleanPower.Saving(suspended, scaled));
            }
        }
    }

    private static double Sum(Signal signal, int deadline, ScalingCurve curve) =>
        Enumerable.Range(0, Days).Sum(day => Emissions(signal, CleanPower.Year.AddDays(day), deadline, curve));

    // Planned for 24 h of one node; it ends when that is done.
    private static double Emissions(Signal signal, DateTimeOffset start, int deadline, ScalingCurve curve)
    {
        double[] intensity = [.. Enumerable.Range(0, deadline).Select(hour => signal.At(start.AddHours(hour)))];
        double[] hours = [.. intensity.Select(_ => 1.0)];
        double left = Hours * curve.Throughput[1], grams = 0;
        int[] replicas = ReplicaSchedule.Plan(intensity, hours, curve, left);
        for (int hour = 0; hour < deadline; hour++)
        {
            (double throughput, double power) = (curve.Throughput[replicas[hour]], curve.Power[replicas[hour]]);
            double part = throughput > 0 ? Math.Min(1, left / throughput) : 0;
            grams += part * power * intensity[hour];
            left -= part * throughput;
        }

        return grams;
    }

    private static IEnumerable<PublishedRow> Trained(Signal signal, TrainingApplication application)
    {
        Workload jobs = Trainings(application);
        double atOnce = Grams("fifo-skip"), scaled = Grams("carbon-scaler", s_delay);
        double suspended = Grams("wait-awhile", [.. s_delay, ("deadline", "none"), ("interruptible", "yes")]);
        string where = FormattableString.Invariant(
            $"{signal.Name}, run of {application.Name}, {jobs.Jobs[0].Profile.RunTime.TotalHours:0.0} h on a GPU");
        yield return Shown(AtOnce, where, CleanPower.Saving(atOnce, scaled));
        yield return Shown(Suspended, where, CleanPower.Saving(suspended, scaled));

        double Grams(string policy, params (string, string)[] set) =>
            CleanPower.Grams(CleanPower.Run(jobs, signal, CleanPower.Year, policy, set));
    }

    private static Workload Trainings(TrainingApplication application)
    {
        int batch = TrainingConfigurations.Of(application)[0].BatchSize;
        return new Workload(Enumerable.Range(0, Days).Select(day =>
        {
            Job job = TrainingFilters.Train(
                new Job
                {
                    Id = FormattableString.Invariant($"day-{day}"),
                    SubmitTime = SimTime.Zero + TimeSpan.FromDays(day),
                    Request = new JobRequest { PerInstance = new ResourceVector(Gpus: 1) },
                    Profile = new JobProfile(),
                },
                application, batch, foreknowledge: true);
            return job with { Request = job.Request with { Walltime = job.Profile.RunTime } };
        }));
    }

    private static PublishedRow Row(string metric, string where, double published, double obtained) => new()
    {
        Metric = metric,
        Where = where,
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Absolute(0.001, "printed with four decimals"),
    };

    private static PublishedRow Shown(string metric, string where, double obtained) =>
        Row(metric, where, 0, obtained) with { Published = null, Tolerance = Tolerance.NotJudged("no other number") };
}
