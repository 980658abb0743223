using System.Collections.Immutable;
using ClusterSim.Statistics;

namespace ClusterSim.Impact.Quality;

/// <summary>
/// How well a rule finds what it is responsible for, over all runs. Shares have Wilson's interval, rates the exact one
/// of Poisson counts, both at 95 %.
/// </summary>
/// <param name="RuleId">Identifier of the rule.</param>
/// <param name="Behaviors">What it is responsible for; empty: nothing that is labelled, so that only its false alarms
/// count.</param>
/// <param name="Hits">What it did, added up.</param>
/// <param name="Precision">Right hits over right, confused and false ones; <c>null</c> without hits.</param>
/// <param name="Recall">Instances found over instances there; <c>null</c> without instances.</param>
/// <param name="F1">
/// Harmonic mean of the two. With J = found / (found + missed + wrong), a share, it is 2 J / (1 + J), and its interval
/// is that of J so transformed.
/// </param>
/// <param name="DelayP50Seconds">Median delay; <c>null</c> when nothing was found.</param>
/// <param name="DelayP95Seconds">95th percentile of the delay.</param>
/// <param name="FalseAlarmsPerDay">False alarms for each day of simulated time.</param>
/// <param name="FalseAlarmsPer1000JobDays">False alarms for each 1,000 days that healthy jobs ran.</param>
public sealed record RuleQuality(
    string RuleId, ImmutableArray<string> Behaviors, RuleHits Hits, ConfidenceInterval? Precision,
    ConfidenceInterval? Recall, ConfidenceInterval? F1, double? DelayP50Seconds, double? DelayP95Seconds,
    ConfidenceInterval FalseAlarmsPerDay, ConfidenceInterval FalseAlarmsPer1000JobDays);
