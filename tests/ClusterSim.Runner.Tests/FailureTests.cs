namespace ClusterSim.Runner.Tests;

public class FailureTests
{
    [Test]
    public void ADefectIsOneLineThatAsksForAReport()
    {
        (int code, string text) = Reported(Thrown(), debug: false);
        Assert.That(code, Is.EqualTo(ExitCode.InternalError));
        Assert.That(text, Does.StartWith("error: internal error, please report it: InvalidOperationException: The"));
        Assert.That(text, Does.Not.Contain("   at "));
    }

    [Test]
    public void ADefectShowsWhereItHappenedWhenAsked() =>
        Assert.That(Reported(Thrown(), debug: true).Text, Does.Contain("   at ").And.Contain(nameof(Thrown)));

    [Test]
    public void AnInterruptionIsNoError()
    {
        (int code, string text) = Reported(new OperationCanceledException(), debug: false);
        Assert.That((code, text), Is.EqualTo((130, "interrupted\n")));
    }

    [Test]
    public void ErrorsOfParallelScenariosAreToldByTheirCause()
    {
        AggregateException nested = new(new AggregateException(new IOException("disk full")));
        (int code, string text) = Reported(nested, debug: false);
        Assert.That((code, text), Is.EqualTo((1, "error: disk full\n")));
    }

    private static (int Code, string Text) Reported(Exception error, bool debug)
    {
        using StringWriter output = new(), errors = new() { NewLine = "\n" };
        int code = Failure.Report(error, "clustersim run --help", new Terminal(output, errors, false), debug);
        return (code, errors.ToString());
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("The books of node-3 do not balance\nat 12 s.");
        }
        catch (InvalidOperationException error)
        {
            return error;
        }
    }
}
