using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports;

namespace ClusterSim.Experiments;

/// <summary>The finished runs of a folder, read back: what <c>compare</c> and <c>report</c> work on.</summary>
public sealed class ExperimentResults
{
    private readonly string _root;
    private readonly ExperimentIndex _index;
    private readonly Dictionary<ScenarioGroup, RunGroup> _read = [];

    private ExperimentResults(string root, ExperimentIndex index) => (_root, _index) = (root, index);

    /// <summary>Runs that can be compared with each other; at least one group.</summary>
    public ImmutableArray<ScenarioGroup> Groups => _index.Groups;

    /// <summary>Opens the folder of an experiment, or of a single run.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ExperimentException">It holds neither.</exception>
    public static ExperimentResults Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ExperimentIndex? index = ExperimentIndex.Load(folder);
        return index is not null ? new ExperimentResults(folder, index)
            : FinishedRun.IsIn(folder) ? new ExperimentResults("", IndexOf([Single(folder)]))
            : throw Nothing(folder);
    }

    /// <summary>Puts two runs, or the runs of the same name of two experiments, side by side.</summary>
    /// <param name="baseline">Folder of the baseline.</param>
    /// <param name="other">Folder of what is compared with it.</param>
    /// <exception cref="ExperimentException">A folder holds no runs, or they have no run in common.</exception>
    public static ExperimentResults OfTwo(string baseline, string other)
    {
        ImmutableDictionary<string, string> left = Runs(baseline), right = Runs(other);
        if (left.Count == 1 && right.Count == 1)
        {
            return new ExperimentResults("", IndexOf([Pair("", left.Values.Single(), right.Values.Single())]));
        }

        string[] common = [.. left.Keys.Where(right.ContainsKey).Order(StringComparer.Ordinal)];
        string none = $"{other}: found no run with the name of one in {baseline}, expected at least one";
        return common.Length > 0
            ? new ExperimentResults("", IndexOf([.. common.Select(name => Pair(name, left[name], right[name]))]))
            : throw new ExperimentException(none);
    }

    /// <summary>How the runs of a group differ from its baseline.</summary>
    /// <param name="group">One of <see cref="Groups"/>, with at least two policies.</param>
    /// <exception cref="ExperimentException">The group has one policy only.</exception>
    /// <exception cref="ComparisonException">The runs replayed different jobs.</exception>
    public Comparison Compare(ScenarioGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Arms.Length > 1
            ? Read(group).Comparison!
            : throw new ExperimentException(
                $"{group.Arms[0].Folders[0]}: found a single run, expected another one to compare it with");
    }

    /// <summary>The result of a group in a few lines.</summary>
    /// <param name="group">One of <see cref="Groups"/>.</param>
    public GroupSummary Summarise(ScenarioGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        RunGroup runs = Read(group);
        ImmutableArray<string> policies = [.. group.Arms.Select(arm => arm.Name)];
        GroupSummary summary = runs.Comparison is { } comparison
            ? SummaryTable.Of(group.Name, comparison, policies)
            : SummaryTable.Of(group.Name, policies[0], [.. runs.Arms[0].Select(MetricsOf)]);
        return summary with { Notices = NoticesOf(policies, runs.Arms) };
    }

    /// <summary>Writes the report of each run, and the one over all of them, again.</summary>
    /// <returns>The path of the report to open first.</returns>
    public string WriteReports()
    {
        foreach (FinishedRun run in Groups.Select(Read).SelectMany(group => group.Arms).SelectMany(arm => arm))
        {
            Report.Of("", "", [new RunGroup("", [[run]])]).WriteTo(run.Folder);
        }

        return _root.Length > 0 ? WriteReport() : Path.Combine(Groups[0].Arms[0].Folders[0], ResultFiles.ReportHtml);
    }

    /// <summary>Writes the report over all runs.</summary>
    internal string WriteReport() =>
        Report.Of(_index.Name, _index.Question, [.. Groups.Select(Read)], MoreChapters()).WriteTo(_root);

    /// <summary>Writes what policies that wrap others changed, over the seeds.</summary>
    internal void WriteEffects() => EffectTables.Write(_root, Groups.Select(Read));

    /// <summary>Writes the ranking of the policies.</summary>
    internal void WriteRanking() => RankingTables.Write(_root, Groups.Select(Read));

    private ImmutableArray<Reports.Page.ReportChapter> MoreChapters() =>
        [.. RankingTables.Chapter(_root), .. QualityTables.Chapter(_root), .. EffectTables.Chapter(_root)];

    // Reading and comparing take longer than anything else here, so that both are done once.
    private RunGroup Read(ScenarioGroup group)
    {
        if (!_read.TryGetValue(group, out RunGroup? runs))
        {
            FinishedRun[][] arms =
            [
                .. group.Arms.Select(arm =>
                    arm.Folders.Select(folder => FinishedRun.Read(Path.Combine(_root, folder))).ToArray()),
            ];
            _read.Add(group, runs = new RunGroup(group.Name, arms));
        }

        return runs;
    }

    private static RunMetrics MetricsOf(FinishedRun run) => RunMetrics.Of(run.Result, run.MetricsOptions);

    // What holds for all policies is said once.
    private static ImmutableArray<string> NoticesOf(ImmutableArray<string> policies, FinishedRun[][] runs)
    {
        string[][] notices = [.. runs.Select(arm => arm.SelectMany(run => run.Result.Notices).Distinct().ToArray())];
        string[] common = [.. notices[0].Where(notice => notices.All(arm => arm.Contains(notice)))];
        IEnumerable<string> own = notices.SelectMany(
            (arm, i) => arm.Except(common).Select(notice => $"{policies[i]}: {notice}"));
        return [.. common, .. own];
    }

    private static ScenarioGroup Single(string folder) => new("", [], [new ScenarioArm(folder, [folder])]);

    private static ScenarioGroup Pair(string name, string baseline, string other) =>
        new(name, [], [new ScenarioArm(baseline, [baseline]), new ScenarioArm(other, [other])]);

    private static ImmutableDictionary<string, string> Runs(string folder)
    {
        ExperimentIndex? index = ExperimentIndex.Load(folder);
        return index is not null ? index.Groups.SelectMany(group => group.Arms).SelectMany(arm => arm.Folders)
                .ToImmutableDictionary(name => name, name => Path.Combine(folder, name), StringComparer.Ordinal)
            : FinishedRun.IsIn(folder) ? ImmutableDictionary<string, string>.Empty.Add("", folder)
            : throw Nothing(folder);
    }

    private static ExperimentIndex IndexOf(ImmutableArray<ScenarioGroup> groups) => new("", "", groups);

    private static ExperimentException Nothing(string folder)
    {
        string message = Directory.Exists(folder)
            ? $"found neither {ExperimentIndex.FileName} nor the tables of a run, expected the folder of finished runs"
            : "found no such folder, expected the folder of finished runs";
        return new ExperimentException([new ExperimentProblem(folder, 0, 0, "", message)]);
    }
}
