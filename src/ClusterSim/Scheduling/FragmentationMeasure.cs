using System.Collections.Immutable;

namespace ClusterSim.Scheduling;

/// <summary>
/// The fragmentation of nodes for one expected workload (Weng et al., "Beware of Fragmentation", USENIX ATC 2023,
/// section 4; <see cref="Fragmentation"/> says what it is). A placement changes the fragmentation of its nodes only.
/// Immutable; sums run over the shapes in their order, so that equal nodes have exactly equal values.
/// </summary>
public sealed class FragmentationMeasure
{
    private readonly record struct Shape(double Popularity, long CpuMilli, int Gpus, int Share);

    private const int Any = -1;

    private readonly Shape[] _shapes;
    private readonly int[] _shares;
    private readonly string[] _models;

    // For each model that some shape names, and for all others together, the shapes that accept it.
    private readonly bool[][] _accepted;

    /// <summary>The measure for an expected workload.</summary>
    /// <param name="target">The expected workload; may be empty, then nothing is ever unusable.</param>
    public FragmentationMeasure(ImmutableArray<TargetShape> target)
    {
        Target = target.IsDefault ? [] : target;
        _shares = [.. Target.Where(shape => shape.Gpus > 0).Select(shape => shape.GpuMilli).Distinct().Order()];
        _shapes =
        [
            .. Target.Select(shape => new Shape(
                shape.Popularity, shape.CpuMilli, shape.Gpus,
                shape.Gpus > 0 ? Array.IndexOf(_shares, shape.GpuMilli) : Any)),
        ];
        _models = [.. Target.SelectMany(shape => shape.GpuModels).Distinct(StringComparer.Ordinal)];
        _accepted = [.. _models.Select(AcceptedOn), AcceptedOn(null)];
    }

    /// <summary>The expected workload.</summary>
    public ImmutableArray<TargetShape> Target { get; }

    /// <summary>What the expected workload can do with the free GPU share of a node.</summary>
    /// <param name="freeCpuMilli">Free CPU of the node in 1/1000 core.</param>
    /// <param name="freeGpuMilli">Free share of each GPU in 1/1000.</param>
    /// <param name="gpuModel">Model of the GPUs.</param>
    public FragmentationClasses OfNode(long freeCpuMilli, ReadOnlySpan<int> freeGpuMilli, string gpuModel)
    {
        GpuCounts counts = new(_shares, stackalloc int[_shares.Length], stackalloc int[_shares.Length]);
        int total = counts.Count(freeGpuMilli);
        return Classify(ModelRow(gpuModel), freeCpuMilli, total, counts);
    }

    /// <summary>The GPU shares that shapes ask for, ascending.</summary>
    internal ReadOnlySpan<int> Shares => _shares;

    /// <summary>A number for a model of GPUs that <see cref="Classify"/> understands.</summary>
    internal int ModelRow(string gpuModel)
    {
        int row = Array.IndexOf(_models, gpuModel);
        return row < 0 ? _models.Length : row;
    }

    /// <summary>The classes of a node from the counts of its GPUs.</summary>
    internal FragmentationClasses Classify(int modelRow, long freeCpuMilli, int freeMilli, GpuCounts counts)
    {
        double q1 = 0, q2 = 0, q3 = 0, q4 = 0, xl = 0, xr = 0, none = 0, total = freeMilli;
        bool[] accepted = _accepted[modelRow];
        for (int i = 0; i < _shapes.Length; i++)
        {
            ref readonly Shape shape = ref _shapes[i];
            double all = shape.Popularity * total;
            bool cpu = freeCpuMilli >= shape.CpuMilli;
            if (shape.Share == Any)
            {
                xl += cpu ? all : 0;
                xr += cpu ? 0 : all;
            }
            else if (!accepted[i])
            {
                none += all;
            }
            else if (counts.Fitting[shape.Share] < shape.Gpus)
            {
                q2 += cpu ? all : 0;
                q1 += cpu ? 0 : all;
            }
            else if (!cpu)
            {
                q4 += all;
            }
            else
            {
                double sliver = counts.Slivers[shape.Share];
                q2 += shape.Popularity * sliver;
                q3 += shape.Popularity * (total - sliver);
            }
        }

        return new FragmentationClasses(q1, q2, q3, q4, xl, xr, none);
    }

    private bool[] AcceptedOn(string? model) =>
        [.. Target.Select(shape => shape.GpuModels.IsDefaultOrEmpty || shape.GpuModels.Contains(model ?? ""))];
}
