using ClusterSim.Tables;

namespace ClusterSim.Traces.Slurm;

/// <summary>
/// Trackable resources of a job as Slurm lists them: <c>billing=8,cpu=8,gres/gpu=2,gres/gpu:a100=2,mem=64G,node=1</c>.
/// </summary>
/// <param name="Cores">Processors.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Nodes">Nodes; 0 when the list does not say.</param>
/// <param name="Gpus">GPUs of whatever type.</param>
/// <param name="GpuModel">The type of GPU; empty for none, more than one or an unknown type.</param>
/// <param name="HasShares">Whether shares of GPUs are listed, which are not modelled.</param>
internal readonly record struct SlurmTres(
    int Cores, long MemoryMiB, int Nodes, int Gpus, string GpuModel, bool HasShares)
{
    private const long MostMemoryMilliMiB = 100_000_000_000_000;
    private const int MostOfEach = 10_000_000;

    /// <summary>What an error says that was expected.</summary>
    public const string Expectation = "a list of resources like cpu=8,gres/gpu=2,mem=64G,node=1";

    /// <summary>Reads a list; an empty one asks for nothing.</summary>
    /// <param name="text">The list.</param>
    /// <param name="texts">Where names of GPU types are kept.</param>
    /// <param name="tres">What is listed.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, TextPool texts, out SlurmTres tres)
    {
        tres = new SlurmTres(0, 0, 0, 0, "", false);
        long typed = 0, gpus = -1;
        int types = 0;
        while (!text.IsEmpty)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> entry = comma < 0 ? text : text[..comma];
            text = comma < 0 ? default : text[(comma + 1)..];
            int sign = entry.IndexOf((byte)'=');
            if (sign < 1)
            {
                return false;
            }

            ReadOnlySpan<byte> name = entry[..sign], amount = entry[(sign + 1)..];
            long number = 0;
            bool valid = name.SequenceEqual("mem"u8) ? TryMemory(amount, out number)
                : !IsUsed(name) || TryCount(amount, out number);
            if (!valid)
            {
                return false;
            }

            tres = name.SequenceEqual("cpu"u8) ? tres with { Cores = (int)number }
                : name.SequenceEqual("mem"u8) ? tres with { MemoryMiB = number }
                : name.SequenceEqual("node"u8) ? tres with { Nodes = (int)number }
                : name.SequenceEqual("gres/shard"u8) ? tres with { HasShares = number > 0 }
                : tres;
            if (name.SequenceEqual("gres/gpu"u8))
            {
                gpus = number;
            }
            else if (name.StartsWith("gres/gpu:"u8) && number > 0)
            {
                (typed, types) = (typed + number, types + 1);
                tres = tres with { GpuModel = types == 1 ? texts.Get(name["gres/gpu:"u8.Length..]) : "" };
            }
        }

        long total = gpus >= 0 ? gpus : typed;
        tres = tres with { Gpus = (int)Math.Min(total, MostOfEach), GpuModel = typed == total ? tres.GpuModel : "" };
        return total <= MostOfEach;
    }

    /// <summary>Reads <c>64G</c>, <c>1.5T</c>, <c>4000M</c> or MiB without a unit.</summary>
    public static bool TryMemory(ReadOnlySpan<byte> text, out long mebibytes)
    {
        mebibytes = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        (int Shift, bool Known) unit = (char)text[^1] switch
        {
            'K' => (-10, true),
            'M' => (0, true),
            'G' => (10, true),
            'T' => (20, true),
            'P' => (30, true),
            _ => (0, false),
        };
        ReadOnlySpan<byte> digits = unit.Known ? text[..^1] : text;
        if (!DecimalText.TryParse(digits, 3, out long milli) || milli < 0 || milli > MostMemoryMilliMiB)
        {
            return false;
        }

        Int128 scaled = unit.Shift >= 0 ? (Int128)milli << unit.Shift : milli;
        Int128 divisor = 1000 * (unit.Shift < 0 ? 1024 : 1);
        Int128 rounded = (scaled + divisor - 1) / divisor;
        mebibytes = rounded <= MostMemoryMilliMiB / 1000 ? (long)rounded : 0;
        return rounded <= MostMemoryMilliMiB / 1000;
    }

    private static bool IsUsed(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("cpu"u8) || name.SequenceEqual("node"u8) || name.SequenceEqual("gres/gpu"u8)
        || name.StartsWith("gres/gpu:"u8) || name.SequenceEqual("gres/shard"u8);

    private static bool TryCount(ReadOnlySpan<byte> text, out long number) =>
        DecimalText.TryParse(text, 0, out number) && number is >= 0 and <= MostOfEach && !text.Contains((byte)'.');
}
