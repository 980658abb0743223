using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClusterSim.Runner.Tests;

/// <summary>
/// The verb on a stream made here: 12 users whose jobs run for about an hour, and 8 whose jobs fail within a minute.
/// </summary>
public sealed class ClusterTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // Numbered by size: the 12 patient users first. What sets the others apart is that all their jobs fail.
    [Test]
    public void TheTwoKindsOfUsersAreToldApart()
    {
        string[] lines = ToolRun.Good("cluster", Write()).Out.TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(3));
            Assert.That(lines[0], Does.StartWith("Cluster 0 (12 members) has"));
            Assert.That(lines[0], Does.EndWith("E.g. u0, u1, u10, u11, u2."));
            Assert.That(lines[1], Does.StartWith("Cluster 1 (8 members) has"));
            Assert.That(lines[1], Does.Contain("higher failed (1 against 0"));
            Assert.That(lines[2], Does.StartWith("2 clusters, 0 of 20 in none; stability under resampling"));
        });
    }

    [Test]
    public void JsonHasOneObjectForEachCluster()
    {
        string[] lines = ToolRun.Good("cluster", Write(), "--json").Out.TrimEnd('\n').Split('\n');
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(second.RootElement.GetProperty("size").GetInt32(), Is.EqualTo(8));
            Assert.That(second.RootElement.GetProperty("members")[0].GetString(), Is.EqualTo("u12"));
        });
    }

    [TestCase("--by: found 'node', expected user or job", "--by", "node")]
    [TestCase("--epsilon: found '-1', expected a number above 0", "--epsilon", "-1")]
    public void AnOptionThatMeansNothingIsRefused(string expected, string option, string value) => Assert.That(
        ToolRun.Bad(2, "cluster", Write(), option, value), Does.Contain(expected));

    [Test]
    public void AStreamWithoutJobsIsRefused() => Assert.That(
        ToolRun.Bad(2, "cluster", _folder.File("none.jsonl", "")), Does.Contain("found no user with a job"));

    private string Write()
    {
        StringBuilder lines = new();
        for (int job = 0; job < 100; job++)
        {
            int user = job % 20, at = 5000 * job, run = user < 12 ? 3600 + (10 * user) : 40 + user;
            Add(lines, at, "job_submitted", job, $",\"user\":\"u{user}\"");
            Add(lines, at, "job_started", job, ",\"node\":\"n\",\"gpus\":1");
            Add(lines, at + run, user < 12 ? "job_completed" : "job_failed", job, "");
        }

        return _folder.File("events.jsonl", lines.ToString());
    }

    private static void Add(StringBuilder lines, int time, string kind, int job, string more) => lines.Append(
        CultureInfo.InvariantCulture, $"{{\"time\":{time},\"kind\":\"{kind}\",\"job_id\":\"j{job}\"{more}}}\n");
}
