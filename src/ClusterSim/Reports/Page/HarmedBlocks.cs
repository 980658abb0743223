using System.Collections.Immutable;
using ClusterSim.Impact;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>Which jobs ended later than they would have without anybody acting on rules.</summary>
internal static class HarmedBlocks
{
    private const int MostShown = 10;

    public static IEnumerable<ReportBlock> Of(ReportScope scope)
    {
        foreach (WrappedRun pair in WrappedRun.Of(scope))
        {
            yield return new ParagraphBlock(Sentence(pair));
            if (pair.Later.Length > 0)
            {
                yield return Table(pair);
            }
        }
    }

    private static string Sentence(WrappedRun pair)
    {
        int ended = pair.Base.Result.Jobs.Count(job => !job.EndTime.IsNever);
        int earlier = pair.Base.Result.Jobs.Zip(pair.Run.Result.Jobs)
            .Count(job => job.Second.EndTime < job.First.EndTime);
        string all = $"Of {Readable.Count(ended)} jobs that ended under {pair.Base.Name}, "
            + $"{Readable.Count(earlier)} ended earlier under {pair.Run.Name} "
            + $"and {Readable.Count(pair.Later.Length)} later";
        if (pair.Later.IsEmpty)
        {
            return all + ".";
        }

        double[] seconds = [.. pair.Later.Select(job => job.LaterBy).OfType<TimeSpan>().Select(by => by.TotalSeconds)];
        string half = seconds.Length == 0
            ? ""
            : $": half of them by {Readable.Duration(seconds[seconds.Length / 2])} or less, "
                + $"the worst by {Readable.Duration(seconds[0])}";
        return $"{all}{half}. {ResultFiles.Harmed} beside this report lists them all.";
    }

    private static TableBlock Table(WrappedRun pair) => new(
        $"Jobs that ended later under {pair.Run.Name} than under {pair.Base.Name}"
            + (pair.Later.Length > MostShown ? $": the {MostShown} worst" : ""),
        ["job", "user", "GPUs", $"end under {pair.Base.Name}", $"end under {pair.Run.Name}", "later by"],
        [.. pair.Later.Take(MostShown).Select(later => Row(pair, later))], [1]);

    private static ImmutableArray<string> Row(WrappedRun pair, LaterJob later)
    {
        var job = pair.Run.Result.Workload.Jobs[later.Job];
        return
        [
            job.Id, job.Request.User.Length > 0 ? job.Request.User : Readable.None,
            Readable.Count(pair.Run.Result.Jobs[later.Job].Gpus), Readable.Duration(later.BaseEndTime.Seconds),
            later.EndTime.IsNever ? "did not end" : Readable.Duration(later.EndTime.Seconds),
            later.LaterBy is { } by ? Readable.Duration(by.TotalSeconds) : Readable.None,
        ];
    }
}
