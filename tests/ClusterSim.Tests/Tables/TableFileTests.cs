using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ClusterSim.Tables;
using ClusterSim.Tests.Traces;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Tables;

public class TableFileTests
{
    private const string Jobs = "arrival_time,length,cpus\n68.0,1000.0,1\n";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void AnArchiveOfOneTableIsReadWithoutUnpacking(bool compressed)
    {
        byte[] archive = Archive(compressed, ("x/._jobs.csv", "\0\u0005"), ("x/jobs.csv", Jobs));
        Trace trace = Trace.Open(_files.Write("jobs.tar.gz", archive));

        Assert.That(trace.Format.Name, Is.EqualTo("gaia-seconds"));
        Assert.That(trace.ToWorkload().Source.Name, Is.EqualTo("jobs"));
        Assert.That(trace.Report.Checksum,
            Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(archive))),
            "of the file as stored");
    }

    [Test]
    public void AnArchiveOfSeveralTablesIsRefused()
    {
        byte[] archive = Archive(true, ("a.csv", Jobs), ("b.csv", Jobs));

        Assert.That(_files.Refused("two.tar.gz", archive).Message,
            Does.Contain("two.tar.gz: found a tar archive of several files, expected an archive of one table"));
        Assert.That(_files.Refused("none.tar", Archive(false, ("._a", "x"))).Message,
            Does.Contain("found a tar archive without files"));
    }

    [TestCase(true, "gzip data")]
    [TestCase(false, "a tar archive that is damaged")]
    public void AnArchiveThatWasCutOffIsRefused(bool compressed, string expected)
    {
        string rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},{(i * 7919) % 1009},1\n"));
        byte[] archive = Archive(compressed, ("a.csv", "arrival_time,length,cpus\n" + rows));

        Assert.That(_files.Refused("cut.tar", archive[..(archive.Length / 2)]).Message, Does.Contain(expected));
    }

    // Rows from SOURCES.md sections 3 and 6; the second archive also holds a file of its packer that begins with "._".
    [TestCase("alibaba-gpu-v2020/pai_machine_spec.tar.gz", 1_897)]
    [TestCase("alibaba-v2026-genai/data_trace_processed.tar.gz", 68_196)]
    public void PublishedArchivesHaveTheirRows(string path, int lines)
    {
        int count = 0;
        TableFile.ReadAll(
            SharedData.Path(path),
            content =>
            {
                using StreamReader reader = new(content);
                while (reader.ReadLine() is not null)
                {
                    count++;
                }
            });

        Assert.That(count, Is.EqualTo(lines), "with a header line in the second");
    }

    private static byte[] Archive(bool compressed, params (string Name, string Content)[] files)
    {
        using MemoryStream target = new();
        using (Stream packed = compressed ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true) : target)
        using (TarWriter writer = new(packed, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, string content) in files)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return target.ToArray();
    }
}
