namespace ClusterSim.Experiments;

/// <summary>
/// A folder of files that stands beside the program, so that they can be named without a path from anywhere.
/// </summary>
/// <param name="folder">Name of the folder.</param>
/// <param name="extension">Extension of its files, with the dot.</param>
internal sealed class ShippedFiles(string folder, string extension)
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, folder);

    /// <summary>The price lists.</summary>
    public static ShippedFiles Prices { get; } = new("prices", ".yaml");

    /// <summary>The made-up series of carbon intensity and prices.</summary>
    public static ShippedFiles Signals { get; } = new("signals", ".csv");

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, "*" + extension).Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
        : [];

    /// <summary>A file that exists stands for itself, and one of the names for its file.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="path">The same as a path.</param>
    public string PathOf(string text, string path) =>
        !File.Exists(path) && Names.Contains(text) ? Path.Combine(_folder, text + extension) : path;
}
