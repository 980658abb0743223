using System.Diagnostics;
using ClusterSim.Reports;

namespace ClusterSim.Tests.Reports;

[TestFixture]
[Category("Browser")]
internal sealed class BrowserTests
{
    [Test]
    public void ReportsAreReadableInABrowser()
    {
        string checks = Repository.Path("tests/browser");
        if (!Directory.Exists(Path.Combine(checks, "node_modules", "playwright-core"))
            || !File.Exists("/usr/bin/chromium"))
        {
            Missing("Needs /usr/bin/chromium, node and 'npm ci' in tests/browser.");
        }

        using ScratchFolder folder = new();
        HostileRuns.Write(folder.File("hostile"));
        SmallRun.Write(folder.File("single"));
        string comparison = Report.Write(folder.File("hostile")), single = Report.Write(folder.File("single"));

        ProcessStartInfo start = new("node", [Path.Combine(checks, "check.mjs"), comparison, single])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Out.Write(output);
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
    }

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }
}
