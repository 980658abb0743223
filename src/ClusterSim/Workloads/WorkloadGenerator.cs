using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads.Injection;

namespace ClusterSim.Workloads;

/// <summary>
/// Makes workloads with the features of real ones: submissions that follow the hour of the day, heavy-tailed run times,
/// few users and applications that make most of the jobs, walltimes that overestimate, failures, a utilization
/// profile for each job, and, in configurable shares, wasteful behaviour with labels.
/// </summary>
public static class WorkloadGenerator
{
    /// <summary>Generates a workload. The same options give the same jobs.</summary>
    /// <param name="options">What to make; <c>null</c> for the defaults.</param>
    /// <returns>The jobs, numbered <c>job-1</c>, <c>job-2</c>, ... in order of submission, and their labels.</returns>
    /// <exception cref="WorkloadException">Options are outside their range; the message lists all of them.</exception>
    public static GeneratedWorkload Generate(GeneratorOptions? options = null)
    {
        options ??= new GeneratorOptions();
        GeneratorRules.Check(options);
        if (options.Lublin is { } lublin)
        {
            return new GeneratedWorkload(
                new Workload(new LublinModel(options, lublin).Jobs(), SourceOf(options)), []);
        }

        ApplicationMix mix = new(options);
        JobFactory factory = new(options, mix);
        Job[] jobs = new Job[options.Jobs];
        ImmutableArray<JobLabel>.Builder labels = ImmutableArray.CreateBuilder<JobLabel>();
        int count = 0;
        foreach (Arrival arrival in new ArrivalPlan(options, mix).Arrivals())
        {
            Job job = factory.Make(arrival, count + 1, out LabelledBehaviors behaviors);
            jobs[count++] = job;
            if (behaviors != LabelledBehaviors.None)
            {
                labels.Add(new JobLabel(job.Id, behaviors));
            }
        }

        Workload made = new(jobs, SourceOf(options));
        return options.Injection is { } injection
            ? BehaviorInjector.Inject(made, injection, options.Seed)
            : new GeneratedWorkload(made, labels.ToImmutable());
    }

    private static WorkloadSource SourceOf(GeneratorOptions options) => new()
    {
        Name = options.Name,
        Format = "generated",
        Transformations =
            [string.Create(CultureInfo.InvariantCulture, $"generated: {options.Jobs} jobs, seed {options.Seed}")],
    };
}
