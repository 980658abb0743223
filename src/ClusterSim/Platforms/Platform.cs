using System.Collections.Immutable;
using System.IO.Compression;

namespace ClusterSim.Platforms;

/// <summary>A cluster: its nodes, the network above them, and what is known of the GPU models. Immutable.</summary>
public sealed record Platform
{
    /// <summary>Short name.</summary>
    public required string Name { get; init; }

    /// <summary>The nodes; a node's position is its index everywhere else.</summary>
    public required ImmutableArray<Node> Nodes { get; init; }

    /// <summary>
    /// The GPU models that nodes name. A model that is not listed has speed 1 and no known power or price.
    /// </summary>
    public ImmutableArray<GpuModel> GpuModels { get; init; } = [];

    /// <summary>The network.</summary>
    public Network Network { get; init; } = new();

    /// <summary>Where the numbers come from.</summary>
    /// <value>Default empty.</value>
    public string Source { get; init; } = "";

    /// <summary>What the description says and the platform has no place for, and what was assumed.</summary>
    /// <value>One sentence each; default empty.</value>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Hex SHA-256 of the file that the platform was read from.</summary>
    /// <value>Default empty: not read from a file.</value>
    public string Checksum { get; init; } = "";

    /// <summary>
    /// Reads a platform from a YAML file, from an openb node list (CSV, recognised by its header), from a SimGrid or
    /// Batsim platform (XML), or from a shorthand: <c>cores:240</c> (one pool of cores), <c>cores:120x4</c> (nodes x
    /// cores), <c>gpus:6500</c> (one pool of GPUs), <c>gpus:15x4</c> (nodes x GPUs). With GPU shorthands CPU and
    /// memory are not modelled.
    /// </summary>
    /// <param name="pathOrShorthand">
    /// The shorthand, or a path; it may leave out the extension (<c>.yaml</c>, <c>.yml</c>, <c>.csv</c>, <c>.xml</c>,
    /// each also with <c>.gz</c>). A file of that name goes before a shorthand.
    /// </param>
    /// <exception cref="PlatformException">
    /// There is no such platform, or its description has problems: all of them are listed.
    /// </exception>
    public static Platform Load(string pathOrShorthand) => PlatformReader.Load(pathOrShorthand);

    /// <summary>
    /// Writes the platform as YAML, which <see cref="Load"/> reads as the same platform. Notices become comments.
    /// </summary>
    /// <param name="path">The file, compressed when it ends in <c>.gz</c>; an existing one is replaced.</param>
    /// <returns>What the platform says and YAML has no key for, e.g. the watts of nodes; one sentence each.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public ImmutableArray<string> Save(string path)
    {
        using FileStream file = File.Create(path);
        using Stream target = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionLevel.Optimal)
            : file;
        using StreamWriter writer = new(target) { NewLine = "\n" };
        YamlPlatformWriter.Write(this, writer);
        return YamlPlatformWriter.Losses(this);
    }

    /// <summary>GPUs of all nodes.</summary>
    public int TotalGpus => Nodes.Sum(node => node.Gpus);

    /// <summary>CPU of all nodes in 1/1000 core.</summary>
    public long TotalCpuMilli => Nodes.Sum(node => (long)node.CpuMilli);

    /// <summary>
    /// The description of a GPU model by name; one with speed 1 and nothing known when it is not listed.
    /// </summary>
    public GpuModel Model(string name) =>
        GpuModels.FirstOrDefault(model => model.Name == name) ?? new GpuModel { Name = name };
}
