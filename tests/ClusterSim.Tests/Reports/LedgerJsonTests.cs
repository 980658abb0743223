using System.Text.Json;
using ClusterSim.Behavior;
using ClusterSim.Reports;
using ClusterSim.Statistics;

namespace ClusterSim.Tests.Reports;

/// <summary>An entry of the ledger comes back as it was written, and older summaries can still be read.</summary>
public sealed class LedgerJsonTests
{
    [Test]
    public void AnEntryComesBackAsItWasWritten()
    {
        RuleLedgerEntry entry = new("rule", 9, 3, 60, 48, 1, true)
        {
            Action = RecommendedAction.CheckpointRequeue, Settled = 3, JobsDelayed = 2, Calibration = 0.925,
            ObtainedPerPromised = new ConfidenceInterval(0.8, 0.05, 1.55), ConfidenceThreshold = 0.7,
            ObtainedInterval = new ConfidenceInterval(48, -42, 138),
            Refused = [new RefusedActions(ActionRefusal.CoolDown, 4), new RefusedActions(ActionRefusal.NoVerb, 1)],
        };
        RuleLedgerEntry read = Read(LedgerJson.Of(entry).ToJsonString());
        Assert.That(read.Refused, Is.EqualTo(entry.Refused));
        Assert.That(read with { Refused = [] }, Is.EqualTo(entry with { Refused = [] }));
    }

    [Test]
    public void AnEntryOfAnEarlierVersionIsRead()
    {
        RuleLedgerEntry read = Read(
            """
            {"rule_id":"r","detections":2,"applied":1,"promised_gpu_seconds":5,"obtained_gpu_seconds":4,
            "jobs_harmed":0,"suspended":false}
            """);
        Assert.That(read, Is.EqualTo(new RuleLedgerEntry("r", 2, 1, 5, 4, 0, false)));
    }

    private static RuleLedgerEntry Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return LedgerJson.Read(document.RootElement);
    }
}
