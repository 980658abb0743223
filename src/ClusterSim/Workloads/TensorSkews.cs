using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;

namespace ClusterSim.Workloads;

/// <summary>Fills in how skewed the tensors of jobs' models are, which no trace tells.</summary>
public static class TensorSkews
{
    // Largest tensor and all tensors of at least 1 MB, in MB: SymbioticLab/Tiresias, simulator/models.py. A model
    // that is not in that table counts there as inception3.
    private static readonly ImmutableArray<(string Model, double Largest, double All)> s_models =
    [
        ("alexnet", 144, 235.8), ("googlenet", 7.8, 56.6), ("inception3", 7.8, 56.6), ("inception4", 5.9, 132.8),
        ("resnet101", 9, 119.7), ("resnet152", 9, 149.6), ("resnet50", 9, 80.6), ("vgg11", 392, 506.5),
        ("vgg16", 392, 526.8), ("vgg19", 392, 547.1),
    ];

    /// <summary>The models whose skew is known, by name.</summary>
    public static ImmutableArray<string> Models { get; } = [.. s_models.Select(model => model.Model)];

    /// <summary>Part of a model that its largest tensor makes up; <c>null</c> for an unknown model.</summary>
    /// <param name="model">Name as in <see cref="Models"/>.</param>
    public static double? Of(string model)
    {
        foreach ((string name, double largest, double all) in s_models)
        {
            if (name == model)
            {
                return largest / all;
            }
        }

        return null;
    }

    /// <summary>
    /// Gives each job with GPUs the skew of the model that it names as its application; as Tiresias' authors did for
    /// jobs that name none (Gu et al., NSDI 2019, section 5.1), a model drawn evenly: a synthetic mix of models. Jobs
    /// of one user, application and size get the same one.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static Workload WithTensorSkews(this Workload workload, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        int drawn = 0;
        Job[] jobs =
        [
            .. workload.Jobs.Select(job =>
            {
                if (job.Request.TotalGpus == 0 || job.Request.TensorSkew is not null)
                {
                    return job;
                }

                double? named = Of(job.Request.Application);
                drawn += named is null ? 1 : 0;
                return job with { Request = job.Request with { TensorSkew = named ?? Draw(job, seed) } };
            }),
        ];
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"synthetic mix of models: {drawn} of {jobs.Length} jobs drew the tensor skew of one of {s_models.Length} "
            + $"models, seed {seed}; the others name theirs");
        return new Workload(
            jobs, workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }

    private static double Draw(Job job, long seed)
    {
        JobRequest request = job.Request;
        string key = request.Application.Length == 0
            ? "job/" + job.Id
            : string.Create(
                CultureInfo.InvariantCulture, $"app/{request.User}/{request.Application}/{request.TotalGpus}");
        (_, double largest, double all) = s_models[new RandomStream(seed, "tensor-skews/" + key)
            .NextInt(s_models.Length)];
        return largest / all;
    }
}
