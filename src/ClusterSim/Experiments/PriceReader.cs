using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Impact.Cost;

namespace ClusterSim.Experiments;

/// <summary>Reads a price list: a file, or a mapping in an experiment file.</summary>
internal static class PriceReader
{
    private const string Amount = "a price of 0 or more";
    private static readonly string[] s_keys =
        ["name", "currency", "source", "gpu_hour", "core_hour", "reserved", "spot_queues"];

    /// <summary>A price list in its place, or named there as a file.</summary>
    public static PriceBook? Read(SpecPlace place)
    {
        if (place.Node is not SpecScalar)
        {
            return ReadBook(place, new PriceBook());
        }

        if (place.Text("a price list") is not { } named)
        {
            return null;
        }

        string path = ShippedFiles.Prices.PathOf(named, place.FullPath(named));
        if (!File.Exists(path))
        {
            place.Report(Missing(named));
            return null;
        }

        return Load(path, place.Add);
    }

    /// <summary>What is said of a price list that is not there.</summary>
    public static string Missing(string named) =>
        $"found no file '{named}', expected a price list, or the name of one that comes with ClusterSim: "
        + string.Join(", ", ShippedFiles.Prices.Names);

    /// <summary>A price list of a file; what is wrong with it is reported.</summary>
    public static PriceBook? Load(string path, Action<ExperimentProblem> report)
    {
        List<ExperimentProblem> problems = [];
        try
        {
            SpecNode root = SpecDocument.Read(File.ReadAllText(path), path);
            PriceBook book = ReadBook(
                new SpecPlace(root, "", path, problems), new PriceBook { Name = ChoiceName.OfFile(path) });
            problems.ForEach(report);
            return problems.Count == 0 ? book : null;
        }
        catch (ExperimentException error)
        {
            error.Problems.ToList().ForEach(report);
            return null;
        }
    }

    private static PriceBook ReadBook(SpecPlace place, PriceBook start)
    {
        Dictionary<string, SpecPlace> members = place.Members("a price list, or the name of its file", s_keys);
        return start with
        {
            Name = members.GetValueOrDefault("name")?.Text("a name") ?? start.Name,
            Currency = members.GetValueOrDefault("currency")?.Text("a currency such as USD") ?? "",
            Source = members.GetValueOrDefault("source")?.Text("a source") ?? "",
            GpuHour = Each(members, "gpu_hour", "a mapping of GPU models to prices", Price),
            CoreHour = members.TryGetValue("core_hour", out SpecPlace? core) ? Number(core) : null,
            Reserved = Each(members, "reserved", "a mapping of GPU models to numbers of GPUs", Count),
            SpotQueues = members.TryGetValue("spot_queues", out SpecPlace? queues)
                ? [.. queues.Items().Select(queue => queue.Text("the name of a queue")).OfType<string>()]
                : [],
        };
    }

    private static ImmutableSortedDictionary<string, T> Each<T>(
        Dictionary<string, SpecPlace> members, string key, string what, Func<SpecPlace, T> read)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        if (members.TryGetValue(key, out SpecPlace? place))
        {
            foreach ((string model, SpecPlace value) in place.AllMembers(what))
            {
                values[model] = read(value);
            }
        }

        return values.ToImmutable();
    }

    private static GpuPrice Price(SpecPlace place)
    {
        if (place.Node is SpecScalar)
        {
            return new GpuPrice(Number(place) ?? 0);
        }

        Dictionary<string, SpecPlace> members =
            place.Members("a price, or a mapping with on_demand", "on_demand", "spot", "reserved");
        if (!members.ContainsKey("on_demand"))
        {
            place.Report("found no key 'on_demand', expected the price on demand");
        }

        double? Of(string key) => members.TryGetValue(key, out SpecPlace? price) ? Number(price) : null;
        return new GpuPrice(Of("on_demand") ?? 0, Of("spot"), Of("reserved"));
    }

    private static double? Number(SpecPlace place)
    {
        if (place.Node is SpecScalar scalar && SignalLoader.IsNumber(scalar.Text, out double value) && value >= 0)
        {
            return value;
        }

        place.Expected(Amount);
        return null;
    }

    private static int Count(SpecPlace place)
    {
        if (place.Node is SpecScalar scalar
            && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return count;
        }

        place.Expected("a whole number of GPUs, 0 or more");
        return 0;
    }
}
