using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

public class OutputFolderTests
{
    private string _path = "";

    [SetUp]
    public void MakeFolder() => _path = Directory.CreateTempSubdirectory("clustersim-output-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_path, recursive: true);

    [Test]
    public void AScenarioAppearsUnderItsNameOnlyWhenItIsCommitted()
    {
        using OutputFolder output = OutputFolder.Open(_path);
        string temporary = Written(output, "fifo", "key1");
        Assert.That(Directory.Exists(Path.Combine(_path, "fifo")), Is.False);

        output.Commit(temporary, "fifo");

        Assert.That(output.Finished(), Is.EqualTo(new Dictionary<string, string> { ["key1"] = "fifo" }));
        Assert.That(Directory.Exists(temporary), Is.False);
    }

    [Test]
    public void WhatAKilledRunLeftIsRemovedAndWhatItReplacedIsRestored()
    {
        Directory.CreateDirectory(Path.Combine(_path, ".unfinished-easy"));
        string replaced = Directory.CreateDirectory(Path.Combine(_path, ".replaced-fifo")).FullName;
        File.WriteAllText(Path.Combine(replaced, "scenario.json"), """{ "key": "old" }""");

        using OutputFolder output = OutputFolder.Open(_path);

        Assert.That(output.Finished(), Is.EqualTo(new Dictionary<string, string> { ["old"] = "fifo" }));
        Assert.That(Directory.GetDirectories(_path).Select(Path.GetFileName), Is.EqualTo(new[] { "fifo" }));
    }

    [Test]
    public void ACommitReplacesAnEarlierResult()
    {
        using OutputFolder output = OutputFolder.Open(_path);
        output.Commit(Written(output, "fifo", "old"), "fifo");
        output.Commit(Written(output, "fifo", "new"), "fifo");
        Assert.That(output.Finished().Keys, Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public void AFolderThatIsNoResultIsNeverReplaced()
    {
        Directory.CreateDirectory(Path.Combine(_path, "fifo"));
        File.WriteAllText(Path.Combine(_path, "fifo", "thesis.tex"), "years of work");
        using OutputFolder output = OutputFolder.Open(_path);

        Assert.That(() => output.CheckFree("fifo"), Throws.TypeOf<ExperimentException>());
        Assert.That(() => output.Commit(Written(output, "fifo", "k"), "fifo"), Throws.TypeOf<ExperimentException>());
        Assert.That(File.ReadAllText(Path.Combine(_path, "fifo", "thesis.tex")), Is.EqualTo("years of work"));
    }

    [Test]
    public void TwoRunsNeverWriteToOneFolder()
    {
        using OutputFolder output = OutputFolder.Open(_path);
        ExperimentException error = Assert.Throws<ExperimentException>(() => OutputFolder.Open(_path))!;
        Assert.That(error.Message, Does.Contain("another run"));
    }

    [Test]
    public void ADamagedRecordCountsAsNotFinished()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_path, "fifo")).FullName;
        File.WriteAllText(Path.Combine(folder, "scenario.json"), "{ \"key\": ");
        using OutputFolder output = OutputFolder.Open(_path);
        Assert.That(output.Finished(), Is.Empty);
    }

    private static string Written(OutputFolder output, string name, string key)
    {
        string folder = output.Temporary(name);
        File.WriteAllText(Path.Combine(folder, "scenario.json"), $$"""{ "key": "{{key}}" }""");
        return folder;
    }
}
