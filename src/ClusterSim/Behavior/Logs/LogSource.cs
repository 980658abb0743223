using System.Collections.Immutable;

namespace ClusterSim.Behavior.Logs;

/// <summary>A kind of log that rules name as their source, and where its files are.</summary>
/// <param name="Type">The kind, e.g. <c>cre.log.nginx</c>; <c>*</c> is read by every rule.</param>
/// <param name="Name">Its name for people; empty: none.</param>
/// <param name="Locations">Where to look, in order: the first place with a readable log is taken.</param>
public sealed record LogSource(string Type, string Name, ImmutableArray<LogLocation> Locations)
{
    /// <summary>
    /// The logs of the first location that has any, by their first stamp. Files whose format is not known are left out.
    /// </summary>
    /// <param name="now">Decides the year of stamps without one, as in <see cref="LogFile"/>.</param>
    /// <param name="problems">Receives what is wrong with files and locations that were left out.</param>
    /// <returns>The logs; empty when no location has a readable one.</returns>
    public ImmutableArray<LogFile> Open(DateTime now, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        foreach (LogLocation location in Locations)
        {
            List<(long First, LogFile Log)> logs = [];
            foreach (string path in location.Paths())
            {
                try
                {
                    var log = LogFile.Open(path, now, location.Stamp, location.Window);
                    logs.Add((log.FirstStamp, log));
                }
                catch (LogException e)
                {
                    problems.Add(e.Message);
                }
            }

            if (logs.Count > 0)
            {
                return [.. logs.OrderBy(log => log.First).Select(log => log.Log)];
            }

            problems.Add($"{Type}: no readable log at {location.Path}");
        }

        return [];
    }
}
