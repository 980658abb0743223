using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ClusterSim.Traces;

namespace ClusterSim.Tests.Traces;

public class TraceTests
{
    private const string Philly = "timestamp,duration,num_gpus,gpu_time,cluster\n2017-10-09 07:01:55,66.0,1,66.0,vc";
    private const string SwfRow = "1 0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1";
    private readonly TraceFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void TheFormatIsRecognisedFromTheContentNotFromTheName()
    {
        Assert.That(_files.Open("jobs.csv", SwfRow).Format.Name, Is.EqualTo("swf"));
        Assert.That(_files.Open("jobs.swf", Philly).Format.Name, Is.EqualTo("philly"));
    }

    [Test]
    public void CompressionIsRecognisedFromTheContentNotFromTheName()
    {
        string path = _files.Write("plain.csv", TraceFiles.Gzip(Philly));
        string misnamed = _files.Write("not-compressed.csv.gz", Encoding.UTF8.GetBytes(Philly));

        Assert.That(Trace.Open(path).Report.JobsKept, Is.EqualTo(1));
        Assert.That(Trace.Open(misnamed).Report.JobsKept, Is.EqualTo(1));
    }

    [Test]
    public void TheChecksumIsThatOfTheStoredFile()
    {
        byte[] stored = TraceFiles.Gzip(Philly);
        Trace trace = Trace.Open(_files.Write("sum.csv.gz", stored));

        string expected = Convert.ToHexStringLower(SHA256.HashData(stored));
        Assert.That(trace.ToWorkload().Source.Checksum, Is.EqualTo(expected));
        Assert.That(trace.Report.Checksum, Is.EqualTo(expected));
        Assert.That(trace.ToWorkload().Source.Name, Is.EqualTo("sum"));
    }

    [Test]
    public void ThePathMayLackItsExtension()
    {
        _files.Write("short.csv.gz", TraceFiles.Gzip(Philly));

        Assert.That(Trace.Open(Path.Combine(_files.Folder, "short")).Path, Does.EndWith("short.csv.gz"));
    }

    [Test]
    public void APathThatCouldMeanTwoFilesIsRefused()
    {
        _files.Write("twice.csv", Philly);
        _files.Write("twice.swf", SwfRow);

        TraceFormatException error = Assert.Throws<TraceFormatException>(() =>
            Trace.Open(Path.Combine(_files.Folder, "twice")))!;
        Assert.That(error.Message, Does.Contain("several traces").And.Contain("twice.csv").And.Contain("twice.swf"));
    }

    [Test]
    public void AMissingFileAndAFolderAreRefused()
    {
        string missing = Path.Combine(_files.Folder, "missing");
        Assert.That(Assert.Throws<TraceFormatException>(() => Trace.Open(missing))!.Message,
            Does.Contain("missing: no such file"));
        Assert.That(Assert.Throws<TraceFormatException>(() => Trace.Open(_files.Folder))!.Message,
            Does.Contain("found a folder"));
    }

    [TestCase("\uFEFF" + Philly)]
    [TestCase("timestamp,duration,num_gpus,gpu_time,cluster\r\n2017-10-09 07:01:55,66.0,1,66.0,vc\r\n")]
    [TestCase(Philly + "\n\n\n")]
    [TestCase("num_gpus,timestamp,duration,gpu_time,cluster\n1,2017-10-09 07:01:55,66.0,66.0,vc")]
    [TestCase("\"timestamp\",\"duration\",\"num_gpus\",\"gpu_time\",\"cluster\"\n\"2017-10-09 "
        + "07:01:55\",\"66.0\",1,66.0,vc")]
    public void MarksLineEndsQuotesAndColumnOrderMakeNoDifference(string content)
    {
        Trace trace = _files.Open("variant.csv", content);

        Assert.That(trace.Format.Name, Is.EqualTo("philly"));
        Assert.That(trace.ToWorkload().Jobs.Single().Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(66)));
    }

    [TestCase("\uFEFF; MaxProcs: 4\n" + SwfRow)]
    [TestCase("; MaxProcs: 4\r\n\r\n  1\t0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1 \r\n")]
    public void MarksLineEndsAndBlanksMakeNoDifferenceToSwf(string content)
    {
        Trace trace = _files.Open("variant.swf", content);

        Assert.That(trace.ToWorkload().Jobs.Single().Profile.RunTime, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(trace.Machine!.Shorthand, Is.EqualTo("cores:4"));
    }

    [TestCase("", "found an empty file, expected a trace")]
    [TestCase("timestamp,duration,num_gpus,gpu_time,cluster\n", "found no row of data, expected at least one job")]
    [TestCase("; MaxProcs: 4\n", "found no row of data")]
    [TestCase("\n\n", "found a file that begins with an empty line")]
    [TestCase("lorem ipsum dolor\n", "found a file that begins with 'lorem ipsum dolor'")]
    [TestCase("a,b,c\n1,2,3\n", "found a file that begins with 'a,b,c'")]
    [TestCase("timestamp,duration,num_gpus,gpu_time\n",
        ":1: found no column 'cluster', expected exactly the columns timestamp,")]
    [TestCase("timestamp,duration,num_gpus,gpu_time,cluster,cluster\n", ":1: found unexpected 'cluster (twice)'")]
    [TestCase(Philly + "\n2017-10-09 07:01:55,66.0,1\n", ":3: found 3 fields, expected 5 fields as in the header")]
    [TestCase(Philly + "\n2017-10-09 07:01:55,66.0,1,1,\"vc\n", ":3: found broken quoting or an endless row")]
    [TestCase(Philly + "\n2017-10-09 07:01:55,infinity,1,1,vc\n", ":3: column 'duration' (2): found 'infinity'")]
    public void WhatIsNoTraceGivesOneClearError(string content, string expected)
    {
        TraceFormatException error = _files.Refused("bad.csv", content);

        Assert.That(error.Message, Does.Contain("bad.csv").And.Contain(expected));
    }

    [Test]
    public void AnUnknownFileNamesEveryFormatAndHowItIsIdentified()
    {
        string message = _files.Refused("unknown.csv", "a,b,c\n1,2,3\n").Message;

        Assert.That(TraceFormats.All, Has.Length.GreaterThanOrEqualTo(5));
        foreach (TraceFormat format in TraceFormats.All)
        {
            Assert.That(message, Does.Contain(format.Name).And.Contain(format.IdentifiedBy));
        }
    }

    [TestCase("alibaba-gpu-v2025/disaggregated_DLRM_trace.csv.gz")]
    [TestCase("alibaba-gpu-v2023/openb_pod_list_gpuspec33.csv.gz")]
    [TestCase("alibaba-gpu-v2023/openb_pod_list_multigpu20.csv.gz")]
    [TestCase("pwa-swf/lublin_256.swf.gz")]
    public void ReversedRowsGiveTheSameJobs(string file)
    {
        Trace original = Trace.Open(SharedData.Path(file));
        using StreamReader reader = new(
            new GZipStream(File.OpenRead(SharedData.Path(file)), CompressionMode.Decompress));
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int header = lines.TakeWhile((line, i) => i == 0 || line.StartsWith(';')).Count();
        Trace reversed = _files.Open(
            "reversed", string.Join('\n', lines.Take(header).Concat(lines.Skip(header).Reverse())));

        string[] written = [Path.Combine(_files.Folder, "one.csv"), Path.Combine(_files.Folder, "other.csv")];
        NormalForm.Write(original.ToWorkload(), written[0]);
        NormalForm.Write(reversed.ToWorkload(), written[1]);
        Assert.That(File.ReadAllBytes(written[1]), Is.EqualTo(File.ReadAllBytes(written[0])));
    }

    [Test]
    public void AnUnknownFormatNameIsRefused()
    {
        string message = _files.Refused("named.csv", Encoding.UTF8.GetBytes(Philly), "phily").Message;

        Assert.That(message, Does.StartWith("found trace format 'phily', expected one of").And.Contain("philly"));
    }

    [Test]
    public void ANamedFormatThatDoesNotFitIsRefusedByItsReader()
    {
        TraceFormatException error = _files.Refused("named2.csv", Encoding.UTF8.GetBytes(Philly), "swf");

        Assert.That(error.Message,
            Does.Contain("named2.csv:1: field 1 (job number): found 'timestamp,duration,num_gpus,gpu_time,clu...'"));
    }

    [Test]
    public void BinaryDataAreCalledSo()
    {
        Assert.That(_files.Refused("picture.png", [0x89, 0x50, 0x4e, 0x47, 13, 10, 0x1a, 10, 0, 0, 0]).Message,
            Does.Contain("found binary data"));
    }

    [Test]
    public void ATruncatedGzipFileIsRefusedWhereverItIsCut()
    {
        string rows = string.Concat(Enumerable.Range(0, 500)
            .Select(i => $"\n2017-10-09 07:01:55,{i * 7919 % 1000}.25,1,{i},vc{i * 31 % 97}"));
        byte[] whole = TraceFiles.Gzip(Philly + rows);

        Assert.That(Trace.Open(_files.Write("cut.csv.gz", whole)).Report.RowsRead, Is.EqualTo(501));
        for (int length = 2; length < whole.Length; length += whole.Length / 40)
        {
            AssertDamaged(whole[..length], length);
        }

        AssertDamaged(whole[..^1], whole.Length - 1);
        AssertDamaged(whole[..^8], whole.Length - 8);
    }

    [Test]
    public void ADamagedGzipFileIsRefused()
    {
        byte[] bytes = TraceFiles.Gzip(Philly);
        bytes[^6] ^= 1;

        AssertDamaged(bytes, bytes.Length);
    }

    [Test]
    public void AGzipFileOfSeveralMembersIsReadToItsEnd()
    {
        byte[] members = [.. TraceFiles.Gzip(Philly + "\n"), .. TraceFiles.Gzip("2017-10-10 07:01:55,6,1,6,vc\n")];

        Assert.That(Trace.Open(_files.Write("members.csv.gz", members)).Report.JobsKept, Is.EqualTo(2));
    }

    [Test]
    public void TheReportAccountsForEveryRowInWords()
    {
        string text = _files.Open("told.swf", "1 0 0 -1 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n" + SwfRow).Report.ToText();

        Assert.That(text, Is.EqualTo(
            "told.swf (swf): 2 rows read, 1 job kept, 0 rows repaired, 1 left out\n"
            + "  left out 1: no run time (line 1)\n"));
    }

    private void AssertDamaged(byte[] bytes, int length)
    {
        string message = _files.Refused("damaged.csv.gz", bytes).Message;
        Assert.That(message, Does.EndWith(
            "damaged.csv.gz: found gzip data that are damaged or end too early, expected a complete gzip file (was "
                + "it cut off in a copy?)."),
            $"{length} bytes");
    }
}
