using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;
using ClusterSim.Tests.Reports;

namespace ClusterSim.Tests.Tables.Parquet;

/// <summary>
/// Others read what we write, and we read what others write: DuckDB and hyparquet, two independent implementations,
/// are the outside truth.
/// </summary>
[Category("Parquet")]
public sealed class ParquetExchangeTests
{
    [Test]
    public void OthersReadWhatWeWrite([Values("duckdb", "hyparquet")] string tool, [Values(0, 1, 2)] int codec)
    {
        using ScratchFolder folder = new();
        SampleTable table = SampleTable.Of(rows: 1000);
        string file = folder.File("ours.parquet");
        File.WriteAllBytes(file, table.Write((ParquetCodec)codec, groupRows: 300));

        Assert.That(OtherTools.Read(tool, file), Is.EqualTo(table.Lines));
    }

    [TestCase("duckdb", 100_000)]
    [TestCase("hyparquet", 100_000)]
    [TestCase("duckdb", 0)]
    [TestCase("hyparquet", 0)]
    public void OthersReadOurLongAndOurEmptyTables(string tool, int rows)
    {
        using ScratchFolder folder = new();
        SampleTable table = SampleTable.Of(rows);
        string file = folder.File("ours.parquet");
        File.WriteAllBytes(file, table.Write(ParquetCodec.Snappy, ParquetFileWriter.GroupRows));

        Assert.That(OtherTools.Read(tool, file), Is.EqualTo(table.Lines));
    }

    [Test]
    public void WeReadWhatOthersWrite(
        [Values("duckdb", "hyparquet")] string tool, [Values("uncompressed", "snappy", "gzip")] string codec)
    {
        using ScratchFolder folder = new();
        string file = folder.File("theirs.parquet");
        string[] lines = OtherTools.Write(tool, file, rows: 5000, codec, groupRows: 2048);

        ParquetFile read = ParquetFile.Open(file);

        Assert.That(read.Metadata.Groups, Has.Length.GreaterThan(1));
        Assert.That(SampleTable.Read(read).Lines, Is.EqualTo(lines));
    }

    [TestCase("duckdb", 100_000)]
    [TestCase("hyparquet", 100_000)]
    [TestCase("duckdb", 0)]
    [TestCase("hyparquet", 0)]
    public void WeReadTheirLongAndTheirEmptyTables(string tool, int rows)
    {
        using ScratchFolder folder = new();
        string file = folder.File("theirs.parquet");
        string[] lines = OtherTools.Write(tool, file, rows, "snappy", groupRows: 122_880);

        Assert.That(SampleTable.Read(ParquetFile.Open(file)).Lines, Is.EqualTo(lines));
    }

    // DuckDB trusts statistics when it filters: wrong ones would make it skip groups that have what is looked for.
    [Test]
    public void StatisticsAreThoseThatDuckdbComputes()
    {
        using ScratchFolder folder = new();
        string file = folder.File("ours.parquet");
        File.WriteAllBytes(file, SampleTable.Of(rows: 1000).Write(ParquetCodec.Snappy, groupRows: 100));
        string stated = OtherTools.Query(
            $"select min(stats_min_value), max(stats_max_value), sum(stats_null_count) from parquet_metadata('{file}') "
            + "where path_in_schema = 'text'");
        string computed = OtherTools.Query(
            $"select min(text), max(text), count(*) - count(text) from '{file}'");

        Assert.That(stated, Is.EqualTo(computed));
        Assert.That(
            OtherTools.Query($"select count(*) from '{file}' where whole_or_null = 42"),
            Is.EqualTo(SampleTable.Of(rows: 1000).Rows.Count(row => row[1] is 42L).ToString()));
    }

    [TestCase("select 1 as a", "compression zstd", "column 'a'|footer", "ZSTD")]
    [TestCase("select {'x': 1} as a", "", "footer", "nested or repeated column 'a'")]
    [TestCase("select [1, 2] as a", "", "footer", "nested or repeated column 'a'")]
    [TestCase("select 1.5::decimal(9,2) as a", "", "footer", "column 'a' of INT32 as DECIMAL")]
    [TestCase("select uuid() as a", "", "footer", "column 'a' of FIXED_LEN_BYTE_ARRAY")]
    [TestCase("select range * 7 as a from range(100000)", "parquet_version v2", "column 'a', page at byte 4",
        "DELTA_BINARY_PACKED")]
    public void WhatWeDoNotReadIsRefusedInOneSentence(string sql, string options, string place, string found)
    {
        using ScratchFolder folder = new();
        string file = folder.File("theirs.parquet");
        OtherTools.Copy(file, sql, options);

        Assert.That(
            () => SampleTable.Read(ParquetFile.Open(file)),
            Throws.TypeOf<TableFormatException>().With.Message.StartsWith(file)
                .And.Message.Match(place).And.Message.Contains(found).And.Message.Contains("expected "));
    }
}
