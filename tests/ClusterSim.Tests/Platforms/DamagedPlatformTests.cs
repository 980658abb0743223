using ClusterSim.Platforms;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Platforms;

/// <summary>
/// Damaged descriptions give a <see cref="PlatformException"/> with a place, or load; nothing else ever happens.
/// </summary>
public sealed class DamagedPlatformTests
{
    private const string Alphabet = "{}[]:,&*!|>'\"%@`#-?~ \n\t0x9aA.\u00e9\0";

    [TestCase("platforms/small-gpu.yaml")]
    [TestCase("platforms/v2025-disaggregated.yaml")]
    public void DamagedYamlIsRefusedOrLoaded(string path) => Damage(File.ReadAllText(Repository.Path(path)), "p.yaml");

    [Test]
    public void DamagedNodeListIsRefusedOrLoaded() =>
        Damage("sn,cpu_milli,memory_mib,gpu,model\nn-0,96000,393216,8,G2\nn-1,32000,262144,0,\n", "p.csv");

    [TestCase("p.xml", """
        <?xml version='1.0'?><platform version="4.1"><zone id="z" routing="Cluster">
        <host id="a" speed="1Gf, 2Gf" pstate="1"><prop id="wattage_per_state" value="1:2, 1:2:3"/></host>
        <cluster id="c" prefix="b" suffix="" radical="0-3,7" speed="1Gf" bw="1MBps" lat="1us"/>
        <link id="l" bandwidth="1GBps" latency="0"/><host_link id="a" up="l" down="l"/>
        </zone></platform>
        """)]
    [TestCase("pai.csv", "7399a758eb02bae1a3621236,CPU,96,512,0\n75c536d5ba60528b3ef3ae40,T4,96,512,2\n")]
    [TestCase("spot.csv", "gpu_model,gpu_capacity_num,cpu_num,node_name\nA10,1,128,0\nH800,8,192,1\n")]
    [TestCase("log.swf", "; MaxNodes: 4\n; MaxProcs: 8\n1 0 0 5 3 -1 -1 7 9 -1 1 1 1 1 1 1 -1 -1\n")]
    public void DamagedListIsRefusedOrLoaded(string name, string text) => Damage(text, name);

    [Test]
    public void DeepNestingIsRefused()
    {
        string[] problems = PlatformFileFixture.Problems("nodes: " + new string('[', 100_000));
        Assert.That(problems, Has.Length.EqualTo(1).And.One.Contains("nested"));
    }

    [Test]
    public void BinaryFileIsRefused() =>
        Assert.That(
            () => Platform.Load(typeof(DamagedPlatformTests).Assembly.Location),
            Throws.TypeOf<PlatformException>().With.Message.Contains("neither UTF-8 text nor gzip-compressed text"));

    private static void Damage(string text, string name)
    {
        RandomStream stream = new(1, "damage " + name);
        for (int i = 0; i < 150; i++)
        {
            string damaged = Damaged(text, stream);
            try
            {
                PlatformFileFixture.Load(damaged, name);
            }
            catch (PlatformException e)
            {
                Assert.That(e.Problems, Is.Not.Empty, damaged);
            }
        }
    }

    private static string Damaged(string text, RandomStream stream)
    {
        for (int edits = 1 + stream.NextInt(3); edits > 0; edits--)
        {
            int at = stream.NextInt(text.Length), length = Math.Min(stream.NextInt(12), text.Length - at);
            text = stream.NextInt(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Alphabet[stream.NextInt(Alphabet.Length)].ToString()),
                _ => text.Insert(stream.NextInt(text.Length), text.Substring(at, length)),
            };
        }

        return text;
    }
}
