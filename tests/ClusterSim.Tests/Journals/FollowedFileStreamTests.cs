using System.Text;
using ClusterSim.Events;
using ClusterSim.Journals;
using ClusterSim.Tests.Reports;

namespace ClusterSim.Tests.Journals;

/// <summary>Files that grow, are cut and change their name under a reader, as logrotate does to them.</summary>
public class FollowedFileStreamTests
{
    private ScratchFolder _folder = null!;
    private FollowedFileStream _file = null!;

    private string Path => _folder.File("events.jsonl");

    [SetUp]
    public void MakeFolder()
    {
        _folder = new ScratchFolder();
        _file = new FollowedFileStream(Path);
    }

    [TearDown]
    public void RemoveFolder()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void AFileThatComesLaterAndGrowsIsRead()
    {
        Assert.That(Read(), Is.Empty);
        File.WriteAllText(Path, "one\n");
        Assert.That(Read(), Is.EqualTo("one\n"));
        Assert.That(Read(), Is.Empty);
        File.AppendAllText(Path, "two");
        Assert.That(Read(), Is.EqualTo("two"));
        Assert.That(_file.Replacements, Is.Zero);
    }

    [Test]
    public void ACutFileIsReadFromItsBeginning()
    {
        File.WriteAllText(Path, "one\ntwo\n");
        Read();
        File.WriteAllText(Path, "three\n");

        Assert.That(Read(), Is.EqualTo("three\n"));
        Assert.That(_file.Replacements, Is.EqualTo(1));
    }

    [Test]
    public void ACutFileThatHasGrownLongerAgainIsRecognised()
    {
        File.WriteAllText(Path, "one\n");
        Read();
        File.WriteAllText(Path, "another one, longer than the first\n");

        Assert.That(Read(), Is.EqualTo("another one, longer than the first\n"));
    }

    [Test]
    public void WhatIsLeftOfARotatedFileIsReadFirst()
    {
        File.WriteAllText(Path, "one\n");
        Assert.That(Read(), Is.EqualTo("one\n"));
        File.AppendAllText(Path, "two\nhalf a li");
        File.Move(Path, Path + ".1");
        Assert.That(Read(), Is.EqualTo("two\nhalf a li"), "the rest under its new name");

        // The half line is ended, so that it spoils no line of the new file.
        File.WriteAllText(Path, "three\n");
        Assert.That(Read(), Is.EqualTo("\nthree\n"));
        Assert.That(_file.Replacements, Is.EqualTo(1));
    }

    [Test]
    public void EventsOfARotatedFileGoOnAndTheHalfLineIsCounted()
    {
        File.WriteAllText(Path, "{\"time\":1,\"kind\":\"link_up\"}\n{\"time\":2,\"kin");
        using EventReader reader = EventReader.Of(_file, "e", new EventReaderOptions { SkipDamagedLines = true });
        Assert.That(reader.Read(out _), Is.True);
        Assert.That(reader.Read(out _), Is.False);
        File.Delete(Path);
        File.WriteAllText(Path, "{\"time\":3,\"kind\":\"link_down\"}\n");

        Assert.That(reader.Read(out SimulationEvent next), Is.True);
        Assert.That(next.Kind, Is.EqualTo(EventKind.LinkDown));
        Assert.That(reader.Report.BadRows, Is.EqualTo(1));
    }

    private string Read()
    {
        byte[] buffer = new byte[100];
        StringBuilder text = new();
        for (int count; (count = _file.Read(buffer)) > 0;)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
