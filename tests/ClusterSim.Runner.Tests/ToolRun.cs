using System.Globalization;

namespace ClusterSim.Runner.Tests;

/// <summary>One command line, run through the tool's entry point with captured streams.</summary>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    /// <summary>The lines that begin with <c>error:</c>.</summary>
    public string[] Errors => [.. Error.Split('\n').Where(line => line.StartsWith("error:", StringComparison.Ordinal))];

    public static ToolRun Of(params string[] args) => Of(CancellationToken.None, args);

    public static ToolRun Of(CancellationToken cancel, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using StringWriter error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Terminal terminal = new(output, error, IsInteractive: false);
        int code = Tool.RunAsync(args, terminal, cancel).GetAwaiter().GetResult();
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs and insists on success.</summary>
    public static ToolRun Good(params string[] args)
    {
        ToolRun run = Of(args);
        Assert.That(run.Code, Is.Zero, run.Error);
        return run;
    }

    /// <summary>Runs and insists on one clear error line, the exit code, and nothing from inside the program.</summary>
    public static string Bad(int code, params string[] args)
    {
        ToolRun run = Of(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(code), run.Error);
            Assert.That(run.Errors, Has.Length.EqualTo(1), run.Error);
            Assert.That(run.Error, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
        });
        return run.Errors.FirstOrDefault() ?? "";
    }
}
