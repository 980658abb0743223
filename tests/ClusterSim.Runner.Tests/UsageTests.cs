namespace ClusterSim.Runner.Tests;

public class UsageTests
{
    private static readonly string[] Verbs =
    [
        "run", "compare", "explain", "report", "inspect", "convert", "generate", "detect", "mine", "cluster", "tune",
        "watch", "validate", "list", "reproduce", "publish",
    ];

    [TestCaseSource(nameof(Verbs))]
    public void EveryVerbHasHelpWithAnExample(string verb)
    {
        ToolRun help = ToolRun.Good(verb, "--help");
        Assert.That(help.Out, Does.Contain("Example").And.Contain($"  clustersim {verb} "));
        Assert.That(help.Error, Is.Empty);
    }

    [Test]
    public void TheHelpNamesAllVerbsAndNoOther()
    {
        string help = ToolRun.Good("--help").Out;
        string commands = help[help.IndexOf("Commands:", StringComparison.Ordinal)..];
        IEnumerable<string> listed = commands.Split('\n').Skip(1)
            .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[0]);
        Assert.That(listed, Is.EqualTo(Verbs));
    }

    [Test]
    public void TheVersionIsANumber() => Assert.That(ToolRun.Good("--version").Out, Does.Match(@"^\d+\.\d+\.\d+"));

    [TestCase("found no verb, expected one of run, compare")]
    [TestCase("found 'simulate', expected one of run, compare", "simulate")]
    [TestCase("found 'observe', expected one of run, compare", "observe")]
    [TestCase("Option '--out' is required", "run", "--trace", "x")]
    [TestCase("found neither an experiment file nor --trace", "run", "--out", "x")]
    [TestCase("found an experiment file and --policy, expected one", "run", "e.yaml", "--policy", "fifo", "--out", "x")]
    [TestCase("found no --policy", "run", "--trace", "t", "--platform", "cores:4", "--out", "x")]
    [TestCase("--seed: found 'one', expected a whole number", "run", "--seed", "one", "--out", "x")]
    [TestCase("--seed: found '99999999999999999999'", "run", "--seed", "99999999999999999999", "--out", "x")]
    [TestCase("--threads: found '0', expected a whole number of 1", "run", "e.yaml", "--threads", "0", "--out", "x")]
    [TestCase("--threads: found '-3'", "run", "e.yaml", "--threads", "-3", "--out", "x")]
    [TestCase("found '--polcy', expected one of --trace, --format", "run", "--polcy", "fifo", "--out", "x")]
    [TestCase("expected one of traces, policies, platforms, rules, detectors", "list", "policy")]
    [TestCase("expected csv, parquet or both", "run", "--trace", "traces/synthetic-small", "--platform",
        "platforms/small-gpu.yaml", "--policy", "fifo", "--out", "o", "--tables", "orc")]
    [TestCase("expected csv, parquet or swf", "convert", "t", "--to", "xml")]
    public void AWrongCommandLineIsOneLineAndExitCodeTwo(string message, params string[] args)
    {
        string error = ToolRun.Bad(ExitCode.Usage, args);
        Assert.That(error, Does.Contain(message).And.Contain("--help'"));
    }
}
