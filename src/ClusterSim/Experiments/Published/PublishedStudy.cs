using System.Collections.Immutable;

namespace ClusterSim.Experiments.Published;

/// <summary>Published results that ours are compared with: a table of a paper, or vectors of an artefact.</summary>
public sealed record PublishedStudy
{
    /// <summary>Unique name in lower case, words joined by hyphens; its pages have it, too.</summary>
    public required string Name { get; init; }

    /// <summary>What is reproduced, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The paper, and the artefact with the commit that the numbers were read in.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// What is run and how: what the publication leaves open, what was assumed, what differs. Markdown.
    /// </summary>
    public required string Protocol { get; init; }

    /// <summary>Every file that is read.</summary>
    /// <value>Default empty: nothing beyond the package is needed.</value>
    public ImmutableArray<PublishedFile> Data { get; init; } = [];

    /// <summary>The seeds that are run.</summary>
    /// <value>Default empty: nothing is drawn.</value>
    public ImmutableArray<long> Seeds { get; init; } = [];

    /// <summary>Makes the runs and yields the rows, in the order of the page; each when it is known.</summary>
    public required Func<StudyData, IEnumerable<PublishedRow>> Rows { get; init; }

    /// <summary>The files that are not in a folder of data.</summary>
    /// <param name="dataFolder">The folder.</param>
    public ImmutableArray<PublishedFile> Missing(string dataFolder) =>
        [.. Data.Where(file => !File.Exists(Path.Combine(dataFolder, file.Path)))];

    /// <summary>Makes the runs.</summary>
    /// <param name="dataFolder">The folder that holds <see cref="Data"/>.</param>
    /// <param name="cancel">Stops between two rows or runs.</param>
    /// <exception cref="ExperimentException">A file is missing, or a run cannot be made.</exception>
    public StudyOutcome Run(string dataFolder, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        ImmutableArray<PublishedFile> missing = Missing(dataFolder);
        if (!missing.IsEmpty)
        {
            throw new ExperimentException(
                [.. missing.Select(file => new ExperimentProblem(
                    Path.Combine(dataFolder, file.Path), 0, 0, "",
                    $"found no such file, but '{Name}' needs it; get it from {file.Origin}"))]);
        }

        StudyData data = new(dataFolder, cancel);
        var rows = ImmutableArray.CreateBuilder<PublishedRow>();
        foreach (PublishedRow row in Rows(data))
        {
            cancel.ThrowIfCancellationRequested();
            rows.Add(row);
        }

        return new StudyOutcome(this, rows.ToImmutable())
        {
            Checksums = [.. Data.Select(file => FileChecksum.Of(data.PathOf(file.Path)))],
        };
    }
}
