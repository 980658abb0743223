using System.Collections.Immutable;
using System.Globalization;

namespace ClusterSim.Platforms;

/// <summary>
/// The machine that a log in the Standard Workload Format was recorded on, from the log's header: MaxNodes nodes with
/// MaxProcs / MaxNodes cores.
/// </summary>
internal static class SwfPlatformReader
{
    /// <summary>Says that a platform is to be taken from a log, e.g. <c>swf:log.swf.gz</c>.</summary>
    public const string Prefix = "swf:";

    // Fields of a row, counted from 0: processors that were allocated, and that were asked for.
    private const int Allocated = 4, Requested = 7;
    private const int MaxNodes = 1_000_000;
    private const string NotInALog = "not in a log: memory, network and power, which are not modelled";

    public static bool Recognises(string path) =>
        path.EndsWith(".swf", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".swf.gz", StringComparison.OrdinalIgnoreCase);

    public static Platform Read(PlatformFile file)
    {
        (long? nodes, long? processors, long largest) = Scan(file.Text);
        (int count, int cores, string? notice) = Shape(nodes, processors);
        if (nodes is null && processors is null)
        {
            if (largest == 0)
            {
                throw new PlatformException(file.Path, [new PlatformProblem(
                    "", "found neither MaxProcs nor MaxNodes in the header, nor a job with processors")]);
            }

            notice = "assumed: one pool of as many processors as the largest job has, because the header has neither "
                + "MaxProcs nor MaxNodes";
            (count, cores) = (1, Int(largest));
        }

        return count > MaxNodes || (long)cores * 1000 > int.MaxValue
            ? throw new PlatformException(file.Path, [new PlatformProblem(
                "", $"found {count} nodes with {cores} processors, expected at most {MaxNodes} nodes")])
            : new Platform
            {
                Name = file.Name,
                Nodes = NodesOf(count, cores),
                Source = "header of " + Path.GetFileName(file.Path),
                Notices = notice is null ? [NotInALog] : [notice, NotInALog],
                Checksum = file.Checksum,
            };
    }

    private static (int Nodes, int Cores, string? Notice) Shape(long? nodes, long? processors) =>
        (nodes, processors) switch
        {
            ({ } n, null) => (Int(n), 1, "assumed: one processor a node, because the header has no MaxProcs"),
            (null, { } p) => (1, Int(p), "assumed: one pool of processors, because the header has no MaxNodes"),
            ({ } n, { } p) when p % n == 0 => (Int(n), Int(p / n), null),
            ({ } n, { } p) => (1, Int(p), string.Create(CultureInfo.InvariantCulture,
                $"assumed: one pool of processors, because MaxProcs ({p}) is no multiple of MaxNodes ({n})")),
            _ => (0, 0, null),
        };

    private static int Int(long number) => (int)Math.Min(number, int.MaxValue);

    private static ImmutableArray<Node> NodesOf(int count, int cores) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Node
        {
            Name = count == 1 ? "pool" : string.Create(CultureInfo.InvariantCulture, $"node-{i}"),
            CpuMilli = cores * 1000,
        }),
    ];

    private static (long? Nodes, long? Processors, long Largest) Scan(string text)
    {
        long? nodes = null, processors = null;
        long largest = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.StartsWith(";"))
            {
                nodes ??= HeaderNumber(trimmed, "MaxNodes");
                processors ??= HeaderNumber(trimmed, "MaxProcs");
            }
            else if (nodes is not null || processors is not null)
            {
                break;
            }
            else
            {
                largest = Math.Max(largest, Processors(trimmed));
            }
        }

        return (nodes, processors, largest);
    }

    // The field may be followed by a remark, e.g. 'MaxNodes: 1024 (8 cores each)'; -1 and 0 stand for unknown.
    private static long? HeaderNumber(ReadOnlySpan<char> line, string name)
    {
        ReadOnlySpan<char> comment = line.TrimStart(';').TrimStart();
        if (!comment.StartsWith(name) || !comment[name.Length..].TrimStart().StartsWith(":"))
        {
            return null;
        }

        ReadOnlySpan<char> value = comment[(comment.IndexOf(':') + 1)..].TrimStart();
        int end = value.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture,
            out long number) && number > 0 ? number : null;
    }

    private static long Processors(ReadOnlySpan<char> row)
    {
        long most = 0;
        int index = 0;
        foreach (Range field in row.SplitAny(' ', '\t'))
        {
            ReadOnlySpan<char> text = row[field];
            if (text.IsEmpty)
            {
                continue;
            }

            if (index is Allocated or Requested
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long processors))
            {
                most = Math.Max(most, processors);
            }

            index++;
        }

        return most;
    }
}
