using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads;

namespace ClusterSim.Traces.Auditing;

/// <summary>
/// Hours with far more submissions than usual, often one user's script. Tsafrir and Feitelson (IPDPS 2006) call them
/// flurries and show that a single one can decide a comparison of schedulers.
/// </summary>
internal static class SubmissionSpikes
{
    /// <summary>A spike has at least so many times the mean of all hours.</summary>
    public const double TimesMean = 20;

    /// <summary>And at least so many submissions.</summary>
    public const int MinSubmissions = 100;

    private const double SecondsPerHour = 3600;
    private const int MaxShown = 5;

    /// <summary>Hours that are spikes, the greatest first; <c>null</c> when there are none.</summary>
    public static SuspectRows? Of(ImmutableArray<Job> jobs, IReadOnlyDictionary<string, int> lineOf)
    {
        Job[] submitted = [.. jobs.Where(job => job.Recorded is not { Submitted: false })];
        if (submitted.Length < MinSubmissions)
        {
            return null;
        }

        double hours = Math.Max(1, (submitted[^1].SubmitTime - submitted[0].SubmitTime).TotalSeconds / SecondsPerHour);
        double least = Math.Max(MinSubmissions, TimesMean * submitted.Length / hours);
        var spikes = submitted
            .GroupBy(job => (long)((job.SubmitTime - submitted[0].SubmitTime).TotalSeconds / SecondsPerHour))
            .Select(hour => hour.ToArray()).Where(hour => hour.Length >= least)
            .OrderByDescending(hour => hour.Length).ThenBy(hour => hour[0].SubmitTime).ToList();
        return spikes.Count == 0 ? null : new SuspectRows(
            Text(spikes[0], submitted.Length / hours), SuspectSeverity.Suspicious, spikes.Count,
            [.. spikes.Take(MaxShown).Select(hour => (long)lineOf[hour[0].Id])],
            [.. spikes.Take(MaxShown).Select(hour => hour[0].Id)]);
    }

    private static string Text(Job[] greatest, double mean)
    {
        var user = greatest.GroupBy(job => job.Request.User, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First();
        string who = user.Key.Length == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $", {user.Count()} of them by user {user.Key}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"hours with at least {TimesMean} times the mean of {mean:0.#} submissions; the greatest has "
                + $"{greatest.Length} from {greatest[0].SubmitTime.Seconds:0} s on{who}");
    }
}
