using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>Writes the report over all scenarios of an experiment.</summary>
internal static class ExperimentReport
{
    /// <summary>Writes the report.</summary>
    /// <returns>Path of the report for a browser.</returns>
    public static string Write(string root, ExperimentIndex index) => Report.Write(root, new ReportOutline
    {
        Title = index.Name,
        Question = index.Question,
        Groups = [.. index.Groups.SelectMany(ReportGroups)],
    });

    // Jobs are paired between runs of the same seed.
    private static IEnumerable<ReportGroup> ReportGroups(ScenarioGroup group)
    {
        int runs = group.Arms[0].Folders.Length;
        for (int i = 0; i < runs; i++)
        {
            string name = runs == 1 ? group.Name : $"{group.Name} seed {group.Seeds[i]}".TrimStart();
            yield return new ReportGroup(name, [.. group.Arms.Select(arm => arm.Folders[i])]);
        }
    }
}
