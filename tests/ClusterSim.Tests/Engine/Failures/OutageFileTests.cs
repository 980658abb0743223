using ClusterSim.Engine.Failures;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Tests.Engine.Failures;

public class OutageFileTests
{
    [Test]
    public void AListIsReadInTheOrderOfItsRows()
    {
        var outages = Read("end_time,start_time,node\n20.5,10,node-1\n,30,node-0\n");
        Assert.That(outages, Is.EqualTo(new[]
        {
            new Outage(SimTime.FromSeconds(10), SimTime.FromSeconds(20.5), 1),
            new Outage(SimTime.FromSeconds(30), SimTime.Never, 0),
        }));
    }

    [Test]
    public void GpusAndCausesMayStandThere()
    {
        var outages = Read("node,gpu,start_time,end_time,cause\nnode-1,1,0,5,gpu\nnode-0,,1,2,\n");
        Assert.That(outages.Select(outage => (outage.Gpu, outage.Cause)), Is.EqualTo(new[]
        {
            (1, FailureCause.Gpu), (-1, FailureCause.Listed),
        }));
    }

    [TestCase("node,start_time,end_time\nnode-9,0,1\n", "list.csv:2", "'node-9'", "the name of a node of platform")]
    [TestCase("node,start_time,end_time\nnode-1,5,1\n", "list.csv:2", "'1'", "an end that is not before the start")]
    [TestCase("node,gpu,start_time,end_time\nnode-1,2,0,1\n", "list.csv:2", "'2'", "a whole number from 0 to 1")]
    [TestCase("node,start_time,end_time\nnode-1,soon,1\n", "list.csv:2", "'soon'", "seconds")]
    [TestCase("node,start_time,end_time,cause\nnode-1,0,1,rust\n", "list.csv:2", "'rust'", "one of node, gpu, domain")]
    [TestCase("node,start_time\nnode-1,0\n", "list.csv:1", "end_time", "expected")]
    public void BadRowsGetOneMessage(string text, params string[] parts)
    {
        string message = Assert.Throws<TableFormatException>(() => Read(text))!.Message;
        Assert.That(message.Split('\n'), Has.Length.EqualTo(1));
        foreach (string part in parts)
        {
            Assert.That(message, Does.Contain(part));
        }
    }

    private static IEnumerable<Outage> Read(string text)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string path = Path.Combine(folder, "list.csv");
        File.WriteAllText(path, text);
        try
        {
            return OutageFile.Read(path, Model.Gpus(2, 2));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
