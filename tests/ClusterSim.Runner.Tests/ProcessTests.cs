using System.Diagnostics;
using System.Globalization;

namespace ClusterSim.Runner.Tests;

/// <summary>The tool as its users start it: a process of its own.</summary>
public class ProcessTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ARunEndsWithCodeZeroAndTheReportOnStandardOutput()
    {
        using Process tool = Start(
            "run", "--trace", Traces.Small(_folder), "--platform", "gpus:4", "--policy", "fifo",
            "--out", _folder["out"]);
        string output = tool.StandardOutput.ReadToEnd();
        Assert.That(tool.WaitForExit(60_000), Is.True);
        Assert.That(tool.ExitCode, Is.Zero, tool.StandardError.ReadToEnd());
        Assert.That(output, Does.EndWith($"report: {_folder["out"]}/report.html\n"));
    }

    [Test]
    public void AnErrorGoesToStandardErrorAndIntoTheExitCode()
    {
        using Process tool = Start("inspect", _folder["nowhere"]);
        string error = tool.StandardError.ReadToEnd();
        Assert.That(tool.WaitForExit(60_000), Is.True);
        Assert.That(tool.ExitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("error: ").And.Contain("no such file"));
        Assert.That(tool.StandardOutput.ReadToEnd(), Is.Empty);
    }

    [Test]
    public void CtrlCStopsCleanlyAndTheSameCommandGoesOn()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("There is no kill command to send the signal with.");
        }

        string experiment = _folder.File("experiment.yaml", """
            traces: { generate: synthetic-hpc, set: { jobs: 20000 } }
            platforms: cores:256
            policies: [easy, fifo]
            seeds: 1..50
            outputs: none
            """);
        using Process tool = Start("run", experiment, "--out", _folder["out"], "--threads", "1");
        string? line;
        do
        {
            line = tool.StandardError.ReadLine();
        }
        while (line is not null && !line.StartsWith("[1/", StringComparison.Ordinal));
        Process.Start("kill", ["-INT", tool.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        string rest = tool.StandardError.ReadToEnd();

        Assert.That(tool.WaitForExit(60_000), Is.True);
        Assert.That(tool.ExitCode, Is.EqualTo(130), rest);
        Assert.That(rest, Does.Match(@"interrupted: [1-9]\d* of 100 scenarios are finished and kept in .*; run"));
        string[] left = [.. Directory.GetFileSystemEntries(_folder["out"]).Select(path => Path.GetFileName(path))];
        Assert.That(left, Has.Length.GreaterThanOrEqualTo(1).And.All.StartsWith("seed"));
        Assert.That(left.All(name => File.Exists(Path.Combine(_folder["out"], name, "scenario.json"))), Is.True);
    }

    private static Process Start(params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Tool).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        };
        return Process.Start(start)!;
    }
}
