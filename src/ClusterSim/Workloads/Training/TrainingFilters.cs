using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads.Training;

/// <summary>Makes jobs train measured applications.</summary>
public static class TrainingFilters
{
    private const int NodeGpus = 4;

    private static readonly ImmutableArray<(double GpuHours, ImmutableArray<string> Names)> s_classes =
    [
        (1, ["cifar10", "ncf"]), (10, ["deepspeech2", "bert"]), (100, ["yolov3"]),
        (double.PositiveInfinity, ["imagenet"]),
    ];

    /// <summary>
    /// Lets every job train the application that it names. Its run time becomes that of a whole training with the GPUs
    /// and the batch size that it asks for, on full nodes of four GPUs; its GPUs may be spread one by one.
    /// </summary>
    /// <param name="workload">Jobs that name their application and have a batch size.</param>
    /// <param name="applications">The measured applications by name.</param>
    /// <param name="foreknowledge">Whether policies that call themselves oracles may know the measurements.</param>
    /// <exception cref="WorkloadException">
    /// A job names another application, has no batch size, or one outside of what was measured.
    /// </exception>
    public static Workload Training(
        this Workload workload, IReadOnlyDictionary<string, TrainingApplication> applications,
        bool foreknowledge = false)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(applications);
        string note = "training jobs by application" + (foreknowledge ? ", known to oracles" : "");
        return new Workload(
            workload.Jobs.Select(job => Train(job, applications, foreknowledge)),
            workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }

    /// <summary>
    /// Lets every job that has GPUs train an application that stands for its class of GPU time, with a configuration as
    /// sensible users choose it: a synthetic mix of applications, for traces that do not say what was trained. Below 1
    /// GPU-hour cifar10 or ncf, below 10 deepspeech2 or bert, below 100 yolov3, beyond that imagenet (Qiao et al.,
    /// "Pollux", OSDI 2021, section 5.1). Times of submission and users stay; GPUs and run times become those of the
    /// application; walltimes and estimates, which were of other run times, are dropped. Jobs without GPUs are left
    /// out.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="applications">The measured applications by name; the six named above.</param>
    /// <param name="seed">Seed of the choice; a job's depends on nothing else but its id.</param>
    /// <param name="foreknowledge">Whether policies that call themselves oracles may know the measurements.</param>
    /// <exception cref="WorkloadException">An application of the six is not among those measured.</exception>
    public static Workload TrainingMix(
        this Workload workload, IReadOnlyDictionary<string, TrainingApplication> applications, long seed,
        bool foreknowledge = false)
    {
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(applications);
        string[] needed = [.. s_classes.SelectMany(known => known.Names)];
        string[] missing = [.. needed.Where(name => !applications.ContainsKey(name))];
        if (missing.Length > 0)
        {
            throw new WorkloadException(
                $"found no measurements of {string.Join(", ", missing)}, expected all of {string.Join(", ", needed)}.");
        }

        var configurations = needed.ToDictionary(
            name => name, name => TrainingConfigurations.Of(applications[name]));
        Job[] kept = [.. workload.Jobs.Where(job => job.Request.TotalGpus > 0)];
        string note = string.Create(CultureInfo.InvariantCulture,
            $"synthetic application mix by GPU time, seed {seed}: {kept.Length} training jobs, "
            + $"{workload.Jobs.Length - kept.Length} jobs without GPUs left out");
        return new Workload(
            kept.Select(job =>
            {
                RandomStream choice = new(seed, "training-mix/" + job.Id);
                double hours = job.Profile.RunTime.TotalHours * job.Request.TotalGpuMilli / 1000;
                var names = s_classes.First(known => hours < known.GpuHours).Names;
                string name = names[choice.NextInt(names.Length)];
                (int gpus, int batch) = configurations[name][choice.NextInt(configurations[name].Length)];
                JobRequest request =
                    job.Request with { Instances = gpus, PerInstance = new(Gpus: 1), Walltime = null, Estimates = [] };
                Job sized = job with { Request = request };
                return Train(sized, applications[name], batch, foreknowledge);
            }),
            workload.Source.Mapped(note));
    }

    private static Job Train(
        Job job, IReadOnlyDictionary<string, TrainingApplication> applications, bool foreknowledge)
    {
        if (!applications.TryGetValue(job.Request.Application, out TrainingApplication? application))
        {
            throw Fault(
                job, $"found application '{job.Request.Application}'",
                "one of " + string.Join(", ", applications.Keys));
        }

        if (job.Request.Training is not { } asked)
        {
            throw Fault(job, "found no batch size", "a trace with batch sizes, such as those of Pollux");
        }

        BatchLimits limits = application.Limits;
        return asked.BatchSize >= limits.Initial && asked.BatchSize <= limits.Largest
            ? Train(job, application, asked.BatchSize, foreknowledge)
            : throw Fault(
                job, $"found batch size {asked.BatchSize}",
                $"{limits.Initial} to {limits.Largest} as measured for '{application.Name}'");
    }

    internal static Job Train(Job job, TrainingApplication application, int batchSize, bool foreknowledge)
    {
        int gpus = Math.Max(1, job.Request.TotalGpus);
        return job with
        {
            Request = job.Request with
            {
                Application = application.Name,
                Instances = gpus,
                PerInstance = new ResourceVector(Gpus: 1),
                Training = new TrainingRequest
                {
                    Limits = application.Limits,
                    BatchSize = batchSize,
                    StepsPerEpoch = application.IterationsAt(batchSize, 0),
                    Models = application.StepsByModel.ToImmutableSortedDictionary(
                        steps => steps.Key,
                        steps => new ModelProfile(
                            application.LimitsOn(steps.Key), steps.Value.ExamplesPerSecond)),
                    Foreknowledge = foreknowledge ? application : null,
                },
            },
            Profile = new JobProfile
            {
                RunTime = application.TrainingTime(TrainingConfigurations.Packed(gpus, NodeGpus), batchSize),
                Training = application,
            },
            Recorded = null,
        };
    }

    private static WorkloadException Fault(Job job, string found, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"job '{job.Id}': {found}, expected {expected}."));
}
