using System.Collections.Immutable;

namespace ClusterSim.Platforms.Lists;

/// <summary>
/// The machines of the Alibaba cluster trace GPU v2020 (<c>pai_machine_spec.csv</c>): name, kind of GPU, cores, GB of
/// memory, GPUs. The published table has no header.
/// </summary>
internal static class PaiMachines
{
    private enum Column
    {
        Name, Model, Cores, MemoryGb, Gpus,
    }

    private const string NoGpu = "CPU";

    public static readonly NodeTableFormat Format = new()
    {
        Origin = "Alibaba cluster trace GPU v2020 (PAI)",
        Columns = ["machine", "gpu_type", "cap_cpu", "cap_mem", "cap_gpu"],
        HasHeader = false,
        NameColumn = (int)Column.Name,
        RecognisesRow = IsRow,
        Read = Read,
        GpuModels = Models(),
        Notices = ["assumed: GB of memory are GiB, as their values (384, 512) suggest"],
    };

    // Names are hashes of 24 hexadecimal digits.
    private static bool IsRow(string[] fields) =>
        fields[0].Length == 24 && fields[0].All(char.IsAsciiHexDigit) && fields[1].Length > 0;

    private static IEnumerable<Node> Read(NodeRow row)
    {
        string kind = row.Required((int)Column.Model, $"a kind of GPU, or {NoGpu}");
        int gpus = row.Number((int)Column.Gpus, Node.MaxTrackedGpus);
        if (row.IsGood && (gpus > 0) == (kind == NoGpu))
        {
            row.Report((int)Column.Model, $"found '{kind}' with {gpus} GPUs, expected {NoGpu} exactly without GPUs");
        }

        yield return new Node
        {
            Name = row.Text((int)Column.Name),
            CpuMilli = row.Number((int)Column.Cores, int.MaxValue / 1000) * 1000,
            MemoryMiB = row.LongNumber((int)Column.MemoryGb, long.MaxValue / 1024) * 1024,
            Gpus = gpus,
            GpuModel = gpus > 0 ? kind : "",
        };
    }

    private static ImmutableArray<GpuModel> Models() =>
    [
        GpuData.P100,
        GpuData.T4,
        GpuData.V100 with { Name = "V100" },
        GpuData.V100 with
        {
            Name = "V100M32", MemoryMiB = 32 * 1024, Source = "memory: the model's name; " + GpuData.V100Power,
        },
        new GpuModel { Name = "MISC", Source = "several older models, not told apart by the trace" },
    ];
}
