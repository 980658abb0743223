using System.Text.Json;
using ClusterSim.Time;
using ClusterSim.Traces;
using ClusterSim.Traces.Inspection;
using ClusterSim.Workloads;

namespace ClusterSim.Tests.Traces;

public class TraceInspectionTests
{
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    // On 4 cores: job 1 holds 2 cores over [10, 20) after a delay of 10 s, job 2 holds 4 over [15, 35) after 10 s,
    // job 3 holds 1 over [35, 40) after 0 s. Span 0 to 40 s; 105 core-seconds; 6 cores at once during [15, 20).
    private const string Three = """
        ; MaxProcs: 4
        1 0 10 10 2 -1 -1 2 20 -1 1 1 1 1 1 1 -1 -1
        2 5 10 20 4 -1 -1 4 10 -1 0 1 1 2 1 1 -1 -1
        3 35 0 5 1 -1 -1 1 20 -1 1 2 1 2 1 1 -1 -1
        """;

    [Test]
    public void LoadIsWhatRunsWhen()
    {
        InspectedLoad load = TraceInspection.Of(_files.Open("three.swf", Three), bins: 4).Load;

        Assert.Multiple(() =>
        {
            Assert.That(load.SpanSeconds, Is.EqualTo(40));
            Assert.That(load.CoreHours * 3600, Is.EqualTo(105).Within(1e-9));
            Assert.That(load.PeakCores, Is.EqualTo(6));
            Assert.That(load.MachineUtilization, Is.EqualTo(105.0 / 160).Within(1e-12));
            Assert.That(load.ShareOfTimeAboveMachine, Is.EqualTo(5.0 / 40).Within(1e-12));
            // Of each 10 s: nothing; 2 cores and for half of it 4 more; 4; 4 for half and 1 for half.
            Assert.That(load.Bins.Select(bin => bin.MeanCores), Is.EqualTo(new[] { 0, 4, 4, 2.5 }).Within(1e-9));
            Assert.That(load.Bins.Select(bin => bin.Submissions), Is.EqualTo(new[] { 2, 0, 0, 1 }));
            Assert.That(load.PeakGpus, Is.Zero);
        });
    }

    [Test]
    public void DelaysRunTimesAndEstimatesAreThoseOfTheRows()
    {
        TraceInspection figures = TraceInspection.Of(_files.Open("three-more.swf", Three));

        Assert.Multiple(() =>
        {
            Assert.That(figures.DelaySeconds.Mean, Is.EqualTo(20.0 / 3).Within(1e-12));
            Assert.That(figures.DelaySeconds.FewestHolding80Percent, Is.EqualTo(2), "each holds half");
            Assert.That(figures.RunTimeSeconds.Mean, Is.EqualTo(35.0 / 3).Within(1e-12));
            Assert.That(figures.RunTimeSeconds.P50, Is.EqualTo(10));
            Assert.That(figures.InterarrivalSeconds.Max, Is.EqualTo(30));
            Assert.That((figures.Users, figures.Applications, figures.Queues), Is.EqualTo((2, 2, 1)));
            Assert.That(figures.Instances, Is.EqualTo(7));
            // 10/20, 20/10 and 5/20 of the requested time.
            Assert.That(figures.Estimates!.JobsAboveWalltime, Is.EqualTo(1));
            Assert.That(figures.Estimates.RunTimeOverWalltime.P50, Is.EqualTo(0.5));
            Assert.That(figures.Estimates.UsedShare, Is.EqualTo(35.0 / 50).Within(1e-12));
        });
    }

    [Test]
    public void BreakdownsAddUpToTheWhole()
    {
        TraceInspection figures = TraceInspection.Of(_files.Open("three-again.swf", Three));

        Assert.That(figures.Breakdowns.Select(breakdown => breakdown.By),
            Is.EqualTo(new[] { "size in cores", "outcome", "user", "application" }));
        foreach (InspectedBreakdown breakdown in figures.Breakdowns)
        {
            Assert.That(breakdown.Classes.Sum(c => c.Jobs), Is.EqualTo(3), breakdown.By);
            Assert.That(breakdown.Classes.Sum(c => c.DemandShare), Is.EqualTo(1).Within(1e-12), breakdown.By);
            Assert.That(breakdown.Classes.Sum(c => c.DelayShare), Is.EqualTo(1).Within(1e-12), breakdown.By);
        }

        // Sizes 1, 2 and 4 cores; user 1 has both delays.
        Assert.That(figures.Breakdowns[0].Classes.Select(c => c.Name),
            Is.EqualTo(new[] { "1", "above 1 to 2", "above 2 to 4" }));
        Assert.That(figures.Breakdowns[2].Classes[0].Name, Is.EqualTo("1"));
        Assert.That(figures.Breakdowns[2].Classes[0].DelayShare, Is.EqualTo(1));
    }

    [Test]
    public void TheRealV2025TraceShowsItsPublishedFigures()
    {
        TraceInspection figures = TraceInspection.Of(
            Trace.Open(SharedData.Path("alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz")));

        // Issue figures; the concentration by sorting the delays with another program: 83 rows hold 80 %, 89 hold 81 %.
        Assert.Multiple(() =>
        {
            Assert.That(figures.DelaySeconds.Count, Is.EqualTo(16_591));
            Assert.That(figures.DelaySeconds.Mean, Is.EqualTo(187.927431).Within(5e-7));
            Assert.That(figures.DelaySeconds.P50, Is.Zero);
            Assert.That(figures.DelaySeconds.Max, Is.EqualTo(238_116));
            Assert.That(figures.DelaySeconds.FewestHolding80Percent, Is.EqualTo(83));
            Assert.That(figures.RunTimeSeconds.Count, Is.EqualTo(12_390));
            Assert.That(figures.RunTimeSeconds.Mean, Is.EqualTo(102_490.972478).Within(5e-7));
            Assert.That(figures.StandingJobs, Is.EqualTo(7_280));
            InspectedBreakdown roles = figures.Breakdowns.Single(breakdown => breakdown.By == "role");
            Assert.That(roles.Classes.Single(c => c.Name == "HN").DelaySeconds.Mean,
                Is.EqualTo(505.327703).Within(5e-7));
            Assert.That(roles.Classes.Single(c => c.Name == "CN").DelaySeconds.Mean,
                Is.EqualTo(78.170993).Within(5e-7));
            Assert.That(figures.ToText(), Does.Contain("187.927431").And.Contain("102,490.972478"));
            Assert.That(figures.ToText(), Does.Contain("505.327703").And.Contain("78.170993"));
        });
    }

    // SOURCES.md section 14: peak processors when replayed, utilization, share of time above the machine (in percent,
    // where it is given). RICC: by a script of another language over the file without status 5, with requested
    // processors; with allocated ones it is 0.0127, the 0.01 of the documentation.
    [TestCase("KTH-SP2-1996-2.1-cln", 104, null, 0.07)]
    [TestCase("NASA-iPSC-1993-3.1-cln", 176, 0.466, null)]
    [TestCase("LCG", 3_359, 0.055, null)]
    [TestCase("lublin_256", 1_968, 1.057, null)]
    [TestCase("RICC-2010-2", 8_480, null, 0.0168)]
    public void TheLoadOfArchiveLogsIsThePublishedOne(string log, double? peak, double? utilization,
        double? percentAbove)
    {
        InspectedLoad load = TraceInspection.Of(Trace.Open(SharedData.Path($"pwa-swf/{log}.swf.gz"))).Load;

        Assert.Multiple(() =>
        {
            Assert.That(load.PeakCores, Is.EqualTo(peak ?? load.PeakCores));
            Assert.That(load.MachineUtilization, Is.EqualTo(utilization ?? load.MachineUtilization).Within(5e-4));
            Assert.That(100 * load.ShareOfTimeAboveMachine,
                Is.EqualTo(percentAbove ?? 100 * load.ShareOfTimeAboveMachine).Within(5e-3));
        });
    }

    [Test]
    public void UtilizationIsWeightedWithGpuTime()
    {
        // 2 GPUs: 10 s at 50 %, 30 s idle at 2 %; 1 GPU: 20 s at 80 %. The third job's utilization is unknown.
        string path = Path.Combine(_files.Folder, "busy.csv");
        NormalForm.Write(
            new Workload(
            [
                Busy("a", 2, 40, new(TimeSpan.Zero, 500, PhaseKind.Compute),
                    new(TimeSpan.FromSeconds(10), 20, PhaseKind.Idle)),
                Busy("b", 1, 20, new UtilizationPhase(TimeSpan.Zero, 800, PhaseKind.Compute)),
                Busy("c", 8, 20),
            ]),
            path);
        InspectedUtilization known = TraceInspection.Of(Trace.Open(path)).Utilization!;

        Assert.That(known.Jobs, Is.EqualTo(2));
        Assert.That(known.GpuHours * 3600, Is.EqualTo(100).Within(1e-9));
        Assert.That(known.MeanUtilization, Is.EqualTo((10 + 1.2 + 16) / 100).Within(1e-12));
        Assert.That(known.Kinds, Is.EqualTo(new[]
        {
            new InspectedPhaseKind(PhaseKind.Compute, 0.4, 26.0 / 40),
                new InspectedPhaseKind(PhaseKind.Idle, 0.6, 1.2 / 60),
        }));
    }

    [Test]
    public void MarkdownHoldsEverySectionAsATable()
    {
        string page = TraceInspection.Of(_files.Open("page.swf", Three), bins: 2).ToMarkdown();

        Assert.That(page, Does.StartWith("# page.swf\n\n|  |  |\n| :--- | ---: |\n| format | swf |\n"));
        Assert.That(page, Does.Contain(
            "## Distributions\n\n| quantity | jobs | mean | p50 | p95 | p99 | max | 80 % of the sum in |\n"));
        Assert.That(page, Does.Contain("| run time (s) | 3 | 11.666667 | 10 | 19 | 19.8 | 20 | 2 jobs |\n"));
        Assert.That(page, Does.Contain("## Quirks\n\n- noticed 1: ran longer than the requested time (line 3)\n"));
    }

    [Test]
    public void TheFiguresSerialiseToJson()
    {
        TraceInspection figures = TraceInspection.Of(_files.Open("json.swf", Three));
        using JsonDocument json = JsonDocument.Parse(JsonSerializer.Serialize(figures));

        Assert.That(json.RootElement.GetProperty("Load").GetProperty("PeakCores").GetDouble(), Is.EqualTo(6));
        JsonElement report = json.RootElement.GetProperty("Report");
        Assert.That(report.GetProperty("RowsRead").GetInt64(), Is.EqualTo(3));
        Assert.That(report.GetProperty("Notes")[0].GetProperty("Kind").GetString(), Is.EqualTo("Noticed"));
    }

    [Test]
    public void ATraceWhoseRowsAreAllLeftOutStillGivesAPage()
    {
        Trace trace = _files.Open("none.swf", "1 0 0 -1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n");
        TraceInspection figures = TraceInspection.Of(trace);

        Assert.That(figures.Jobs, Is.Zero);
        Assert.That(figures.ToText(), Does.Contain("left out 1: no run time (line 1)"));
    }

    private static Job Busy(string id, int gpus, int seconds, params UtilizationPhase[] phases) => new()
    {
        Id = id,
        SubmitTime = SimTime.Zero,
        Request = new JobRequest { PerInstance = new ResourceVector(Gpus: gpus) },
        Profile = new JobProfile { RunTime = TimeSpan.FromSeconds(seconds), Phases = [.. phases] },
    };
}
