using System.Globalization;
using ClusterSim.Platforms;

namespace ClusterSim.Tests.Platforms;

/// <summary>Properties of the readers of platforms over generated descriptions.</summary>
public sealed class PlatformPropertyTests
{
    private static readonly string[] _names = ["p.xml", "p.csv", "p.swf", "p.yaml"];

    // Clusters with prefixes of different letters; the expectation is built from the same numbers without the reader.
    [FsCheck.NUnit.Property(MaxTest = 60, StartSize = 1, EndSize = 20)]
    public void EveryNumberOfEveryRadicalBecomesOneNode((byte First, byte Count, byte Cores)[] clusters)
    {
        List<(string Name, int CpuMilli)> expected = [("zz", 1000)];
        List<string> elements = ["<host id='zz' speed='1f'/>"];
        foreach (((byte first, byte count, byte cores), int i) in clusters.Take(25).Select((c, i) => (c, i)))
        {
            string prefix = ((char)('a' + i)).ToString();
            string radical = Text($"{first}-{first + count}");
            elements.Add(Text($"<cluster id='{i}' prefix='{prefix}' suffix='' radical='{radical}' core='{cores + 1}' ")
                + "speed='1Gf' bw='1Bps' lat='0'/>");
            expected.AddRange(
                Enumerable.Range(first, count + 1).Select(n => (Text($"{prefix}{n}"), (cores + 1) * 1000)));
        }

        Platform platform =
            PlatformFileFixture.Load($"<platform version='4'>{string.Concat(elements)}</platform>", "p.xml");
        Assert.That(
            platform.Nodes.Select(node => (node.Name, node.CpuMilli)),
            Is.EqualTo(expected.OrderBy(node => node.Name, StringComparer.Ordinal)));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void EveryRowBecomesOneNodeWhateverItsLineEnds((byte Gpus, ushort Cores)[] rows, bool crlf, bool blank)
    {
        (int Gpus, int CpuMilli)[] expected =
            [(8, 96_000), .. rows.Select(row => (1 + (row.Gpus % 64), row.Cores * 1000))];
        string end = crlf ? "\r\n" : "\n";
        IEnumerable<string> lines = expected.Select((row, i) => Text($"A10,{row.Gpus},{row.CpuMilli / 1000},{i}"));
        string text = "gpu_model,gpu_capacity_num,cpu_num,node_name" + end
            + string.Join(blank ? end + end : end, lines);

        Platform platform = PlatformFileFixture.Load(text, "p.csv");

        Assert.That(platform.Nodes.Select(node => (node.Gpus, node.CpuMilli)), Is.EqualTo(expected));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void ALogWithoutAHeaderHasTheCoresOfItsLargestJob(ushort[] more)
    {
        int[] processors = [1, .. more];
        IEnumerable<string> rows = processors.Select((count, i) => Text($"{i} {i} 0 60 {count} -1 -1 {count} 60"));
        Assert.That(
            PlatformFileFixture.Load(string.Join('\n', rows), "p.swf").TotalCpuMilli,
            Is.EqualTo(processors.Max() * 1000L));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void AnyTextIsRefusedWithAProblemOrLoaded(string? text, byte name)
    {
        try
        {
            Platform platform = PlatformFileFixture.Load(text ?? "", _names[name % _names.Length]);
            Assert.That(platform.Nodes, Is.Not.Empty);
        }
        catch (PlatformException e)
        {
            Assert.That(e.Problems, Is.Not.Empty);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
