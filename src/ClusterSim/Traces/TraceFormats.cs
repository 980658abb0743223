using System.Collections.Immutable;
using ClusterSim.Traces.Batsim;
using ClusterSim.Traces.Gavel;
using ClusterSim.Traces.Google;
using ClusterSim.Traces.Pai;
using ClusterSim.Traces.Slurm;

namespace ClusterSim.Traces;

/// <summary>
/// The registry of trace formats. A format is recognised from what a file holds, never from its name.
/// </summary>
public static class TraceFormats
{
    private static readonly ImmutableArray<ITraceReader> s_readers =
    [
        new NormalFormReader(),
        new SwfReader(),
        new AlibabaGpu2025Reader(),
        new OpenbReader(),
        new PaiTablesReader(),
        new PaiListReader(),
        GaiaReader.Hours,
        GaiaReader.Seconds,
        new AlibabaSpot2026Reader(),
        new AlibabaBatch2018Reader(),
        new CloudSimPyReader(),
        new PhillyReader(),
        HeliosReader.Helios,
        HeliosReader.Acme,
        new LucidReader(),
        TiresiasReader.Tiresias,
        TiresiasReader.Muri,
        new GavelReader(null),
        new PolluxReader(),
        new SupercloudReader(),
        new GoogleReader(),
        new SacctReader(),
        new BatsimReader(),
    ];

    /// <summary>All formats, in the order of the documentation.</summary>
    public static ImmutableArray<TraceFormat> All { get; } =
        [.. s_readers.Select(reader => reader.Format), MappedCsvReader.CsvFormat];

    /// <summary>The reader for a file, or the error that lists what there is.</summary>
    internal static ITraceReader Choose(string path, TraceHead head, string? format)
    {
        if (format == MappedCsvReader.CsvFormat.Name || format?.StartsWith("csv:", StringComparison.Ordinal) == true)
        {
            return new MappedCsvReader(CsvMapFile.Load(TracePath.MapOf(path, format)));
        }

        if (format?.StartsWith("gavel:", StringComparison.Ordinal) == true)
        {
            return new GavelReader(format);
        }

        if (format is not null)
        {
            return s_readers.FirstOrDefault(reader => reader.Format.Name == format)
                ?? throw new TraceFormatException(
                    $"found trace format '{format}', expected one of "
                    + string.Join(", ", All.Select(known => known.Name)) + ".");
        }

        return Recognise(path, head);
    }

    private static ITraceReader Recognise(string path, TraceHead head)
    {
        ILookup<FormatMatch, ITraceReader> fits = s_readers.ToLookup(reader => reader.Match(head));
        bool certain = fits[FormatMatch.Exact].Any();
        if (!certain && TracePath.FindMap(path) is { } map)
        {
            return new MappedCsvReader(CsvMapFile.Load(map));
        }

        List<ITraceReader> best = [.. fits[certain ? FormatMatch.Exact : FormatMatch.Resembling]];
        if (best.Count > 1 && !certain)
        {
            best = Likest(best, head);
        }

        if (best.Count == 1)
        {
            return best[0];
        }

        string found = !head.IsText ? "binary data"
            : best.Count == 0 ? "a file that begins with " + head.FirstLine
            : "a file that could be " + string.Join(" or ", best.Select(reader => reader.Format.Name));
        throw new TraceFormatException(path, 0, "", found, $"a known format: {Known()}");
    }

    /// <summary>Those whose columns the file has most of.</summary>
    private static List<ITraceReader> Likest(List<ITraceReader> readers, TraceHead head)
    {
        double[] shares = [.. readers.Select(reader => head.ShareOf(reader.Columns))];
        return [.. readers.Where((_, i) => shares[i] == shares.Max())];
    }

    private static string Known() =>
        string.Join("; ", All.Select(format => $"{format.Name} ({format.IdentifiedBy})"));
}
