using System.Collections.Immutable;
using System.Text.Json;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Scheduling.Choosing;

/// <summary>A frozen network as a file: JSON with its layers, its weights and how it came about.</summary>
public static class NetworkFile
{
    private const string Form = "clustersim-kernel-network-1";
    private const string BundledFolder = "ClusterSim.Scheduling.Choosing.Models.";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Names of the networks that come with the library.</summary>
    public static ImmutableArray<string> Bundled { get; } =
    [
        .. typeof(NetworkFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(BundledFolder, StringComparison.Ordinal))
            .Select(name => name[BundledFolder.Length..^".json".Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads a network.</summary>
    /// <param name="source">A file, or the name of a bundled network.</param>
    /// <exception cref="PolicyException">There is no such file, or it holds no network of the right shape.</exception>
    public static KernelNetwork Load(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return Parse(source, TextOf(source));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or ArgumentException)
        {
            throw new PolicyException([$"model '{source}': {error.Message.ReplaceLineEndings(" ")}"]);
        }
    }

    /// <summary>The text of a file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">How it came about, by name.</param>
    public static string Text(KernelNetwork network, IReadOnlyDictionary<string, string> training)
    {
        ArgumentNullException.ThrowIfNull(network);
        return JsonSerializer.Serialize(
            new Content(
                Form, training.ToImmutableSortedDictionary(StringComparer.Ordinal), network.Widths,
                [.. network.Weights]),
            s_json).ReplaceLineEndings("\n") + "\n";
    }

    private static KernelNetwork Parse(string source, string text) =>
        JsonSerializer.Deserialize<Content>(text, s_json) is not { Form: Form } content
            || content.Weights.IsDefault || content.Widths.IsDefault
            ? throw new PolicyException([$"model '{source}': found no network of the form '{Form}'"])
            : content.Widths is [var features, ..] && features == JobFeatures.Count
            ? new KernelNetwork(content.Widths, content.Weights)
            : throw new PolicyException(
                [$"model '{source}': found layers that do not take {JobFeatures.Count} features"]);

    private static string TextOf(string source)
    {
        if (!Bundled.Contains(source))
        {
            return File.ReadAllText(source);
        }

        using StreamReader reader = new(
            typeof(NetworkFile).Assembly.GetManifestResourceStream($"{BundledFolder}{source}.json")!);
        return reader.ReadToEnd();
    }

    private sealed record Content(
        string Form, ImmutableSortedDictionary<string, string> Training, ImmutableArray<int> Widths,
        ImmutableArray<double> Weights);
}
