using System.Collections.Immutable;
using ClusterSim.Reports;
using ClusterSim.Reports.Privacy;

namespace ClusterSim.Experiments;

/// <summary>Writes the tables of finished runs so that they can be published.</summary>
public static class ExperimentPublication
{
    /// <summary>Name of the file that says what was left out.</summary>
    public const string FileName = "publication.md";

    /// <summary>Writes the tables of every run of a folder, and what was left out.</summary>
    /// <param name="folder">The folder of an experiment, or of one run.</param>
    /// <param name="target">A folder that is missing or empty.</param>
    /// <param name="options">Key, crowd and step.</param>
    /// <returns>What was left out of each run, in the order of the experiment.</returns>
    /// <exception cref="ExperimentException">
    /// The folder holds no finished runs, or <paramref name="target"/> is not empty.
    /// </exception>
    /// <exception cref="ArgumentException">The key, the crowd or the step is too small.</exception>
    public static ImmutableArray<PublicationReport> Write(string folder, string target, PublishOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ExperimentResults results = ExperimentResults.Open(folder);
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new ExperimentException(
                [new ExperimentProblem(target, 0, 0, "", "found a folder that is not empty, expected an empty one")]);
        }

        bool single = FinishedRun.IsIn(folder);
        ImmutableArray<PublicationReport> reports =
        [
            .. results.Groups.SelectMany(group => group.Arms).SelectMany(arm => arm.Folders)
                .Select(run => single
                    ? Publication.Write(folder, target, options)
                    : Publication.Write(Path.Combine(folder, run), Path.Combine(target, run), options)),
        ];
        File.WriteAllText(Path.Combine(target, FileName), PublicationText.Of(reports, options));
        return reports;
    }
}
