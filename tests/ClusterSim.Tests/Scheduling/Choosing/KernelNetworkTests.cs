using ClusterSim.Randomness;
using ClusterSim.Scheduling.Choosing;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Scheduling.Choosing;

/// <summary>Frozen networks: their scores, and what is wrong with a file.</summary>
public sealed class KernelNetworkTests
{
    // numpy 1.24.2, tests/ClusterSim.Learning.Tests/Data/network_answers.py: weight i is 0.5 sin(i + 1), feature k of
    // job j is |cos(1 + 3 j + k)|.
    [TestCase(0, -0.5583639620202889)]
    [TestCase(1, -0.5977456563596355)]
    [TestCase(2, -0.6606583198132485)]
    public void TheScoreIsNumpys(int job, double expected)
    {
        KernelNetwork network = new(
            KernelNetwork.StandardWidths, [.. Enumerable.Range(1, 961).Select(i => 0.5 * Math.Sin(i))]);
        double[] features = [.. Enumerable.Range(0, 8).Select(k => Math.Abs(Math.Cos(1 + (3 * job) + k)))];
        Assert.That(network.Score(features), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void AFileBringsTheSameWeightsBack()
    {
        string path = Path.GetTempFileName();
        KernelNetwork network = KernelNetwork.Untrained(KernelNetwork.StandardWidths, new RandomStream(1, "test"));
        File.WriteAllText(path, NetworkFile.Text(network, new Dictionary<string, string> { ["seed"] = "1" }));
        KernelNetwork read = NetworkFile.Load(path);
        File.Delete(path);
        Assert.That(read.Weights.ToArray(), Is.EqualTo(network.Weights.ToArray()));
    }

    [TestCase("{", "model")]
    [TestCase("{}", "found no network of the form 'clustersim-kernel-network-1'")]
    [TestCase("""{"form":"clustersim-kernel-network-1","widths":[3,1],"weights":[1,2,3,4]}""",
        "found layers that do not take 8 features")]
    [TestCase("""{"form":"clustersim-kernel-network-1","widths":[8,1],"weights":[1,2,3]}""",
        "Found 3 weights, expected 9 finite ones")]
    public void AMalformedModelIsNamed(string text, string expected)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        Assert.That(
            () => PolicyCatalog.Create("learned", new Dictionary<string, string> { ["model"] = path }),
            Throws.TypeOf<PolicyException>().With.Message.Contains(expected).And.Message.Contains(path));
        File.Delete(path);
    }
}
