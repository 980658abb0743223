using ClusterSim.Scheduling.Scaling;

namespace ClusterSim.Tests.Scheduling.Scaling;

/// <summary>The golden vector, and all schedules of drawn small jobs tried one by one.</summary>
[TestFixture]
internal sealed class ReplicaScheduleTests
{
    private const double Hour = 1;

    [Test]
    public void TheGoldenVectorHasTwoReplicasInTheTwoCleanestHours()
    {
        // Marginal throughput 1 and 0.7: 1/100 twice, then 0.7/100 = 1/143 twice, before 1/200: 3.4 of the 3 asked.
        ScalingCurve curve = new([0, 1, 1.7]);
        Assert.That(Plan([300, 200, 100, 100], curve, 3), Is.EqualTo(new[] { 0, 0, 2, 2 }));
    }

    [Test]
    public void WithoutAGainFromMoreItIsSuspendAndResume() => Assert.That(
        Plan([300, 200, 100, 100, 250, 400], new ScalingCurve([0, 1]), 2), Is.EqualTo(new[] { 0, 0, 1, 1, 0, 0 }));

    [Test]
    public void WhatCannotBeDoneInTimeHasAllThatHelps()
    {
        // A third replica adds nothing.
        ScalingCurve curve = new([0, 1, 1.5, 1.5]);
        Assert.That(Plan([300, 100], curve, 100), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void AJobOfAtLeastTwoReplicasNeverHasOne()
    {
        // Two replicas cost 2 x 100 / 1.5 = 133 a unit, the third 100 / 0.5 = 200; two in the other hour 267.
        ScalingCurve curve = new([0, 0, 1.5, 2], least: 2);
        Assert.That(Plan([200, 100], curve, 1.8), Is.EqualTo(new[] { 0, 3 }));
        Assert.That(Plan([200, 100], curve, 3), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void PowerThatGrowsCountsAsMuchAsThroughputThatFalls()
    {
        // The second replica draws twice as much: 200 a unit of work, as in the hour of 200, which is earlier.
        ScalingCurve curve = new([0, 1, 2], [0, 1, 3]);
        Assert.That(Plan([200, 100], curve, 2), Is.EqualTo(new[] { 1, 1 }));
    }

    /// <summary>
    /// No schedule that does as much work emits less; and even one that may take a part of a replica's hour, which
    /// bounds all others from below, emits no more than a replica's hour less.
    /// </summary>
    [Test]
    public void NoOtherScheduleOfAConcaveJobEmitsLess([Range(1, 60)] int seed)
    {
        Random random = new(seed);
        double[] intensity = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(0, 400) / 10.0)];
        double[] seconds = [.. intensity.Select(_ => random.Next(1, 5) / 4.0)];
        double[] gains = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 20) / 10.0)
            .OrderDescending()];
        ScalingCurve curve = new([0, .. gains.Select((_, i) => gains[..(i + 1)].Sum())]);
        double possible = curve.Throughput[^1] * seconds.Sum(), asked = possible * random.NextDouble();

        int[] planned = ReplicaSchedule.Plan(intensity, seconds, curve, asked);
        double done = Work(planned);
        double least = Every(intensity.Length, curve.Most).Where(other => Work(other) >= done - 1e-9).Min(Carbon);
        double enough = Every(intensity.Length, curve.Most).Where(other => Work(other) >= asked - 1e-9).Min(Carbon);
        Assert.That(done, Is.GreaterThanOrEqualTo(asked - 1e-9));
        Assert.That(Carbon(planned), Is.EqualTo(least).Within(1e-9));
        Assert.That(
            Carbon(planned) - enough, Is.LessThanOrEqualTo(intensity.Zip(seconds, (i, s) => i * s).Max() + 1e-9));

        double Work(int[] replicas) => replicas.Select((count, i) => curve.Throughput[count] * seconds[i]).Sum();
        double Carbon(int[] replicas) => replicas.Select((count, i) => count * intensity[i] * seconds[i]).Sum();
    }

    private static int[] Plan(double[] intensity, ScalingCurve curve, double work)
    {
        double[] hours = new double[intensity.Length];
        Array.Fill(hours, Hour);
        return ReplicaSchedule.Plan(intensity, hours, curve, work);
    }

    private static IEnumerable<int[]> Every(int steps, int most) => steps == 0
        ? [[]]
        : Every(steps - 1, most).SelectMany(
            fewer => Enumerable.Range(0, most + 1), (fewer, count) => (int[])[.. fewer, count]);
}
