using System.Collections.Immutable;
using System.Text;
using ClusterSim.Tables.Parquet;

namespace ClusterSim.Tests.Tables.Parquet;

/// <summary>
/// What is written is read back, and what is damaged is refused. That others understand the files, and we theirs, is
/// the subject of the tests of exchange.
/// </summary>
public sealed class ParquetFileTests
{
    [Test]
    public void ValuesOfAllTypesReadBackInAllCodecsAndGroupSizes(
        [Values(0, 1, 2)] int codec, [Values(1, 7, 64, 1000)] int groupRows)
    {
        SampleTable table = SampleTable.Of(rows: 300);

        ParquetFile file = ParquetFile.Open("x", table.Write((ParquetCodec)codec, groupRows));

        Assert.That(file.Metadata.Rows, Is.EqualTo(300));
        Assert.That(file.Metadata.Groups, Has.Length.EqualTo((300 + groupRows - 1) / groupRows));
        Assert.That(file.Columns, Is.EqualTo(SampleTable.Columns));
        Assert.That(SampleTable.Read(file).Lines, Is.EqualTo(table.Lines));
    }

    [Test]
    public void ATableWithoutRowsReadsBack()
    {
        ParquetFile file = ParquetFile.Open("x", SampleTable.Of(rows: 0).Write(ParquetCodec.Snappy, 10));

        Assert.That(file.Metadata.Rows, Is.Zero);
        Assert.That(file.Columns, Is.EqualTo(SampleTable.Columns));
    }

    [Test]
    public void TheSameRowsGiveTheSameBytes() =>
        Assert.That(
            SampleTable.Of(rows: 500).Write(ParquetCodec.Snappy, 100),
            Is.EqualTo(SampleTable.Of(rows: 500).Write(ParquetCodec.Snappy, 100)));

    [Test]
    public void TextThatRepeatsIsStoredOnceAGroup()
    {
        byte[] bytes = WriteTexts(Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? "a long name" : "another name"));

        string content = Encoding.Latin1.GetString(bytes);
        Assert.That(content.Split("a long name"), Has.Length.EqualTo(3), "in the dictionary and as the smallest value");
        Assert.That(bytes, Has.Length.LessThan(500));
    }

    // 32,768 entries are the most that a dictionary holds.
    [TestCase(32_767)]
    [TestCase(32_768)]
    [TestCase(40_000)]
    public void TextReadsBackWhetherOrNotItsDictionaryOverflows(int different)
    {
        string[] texts = [.. Enumerable.Range(0, 100_000).Select(i => "text " + (i % different))];

        ParquetFile file = ParquetFile.Open("x", WriteTexts(texts));

        ColumnBatch batch = new(ColumnKind.Text, texts.Length);
        file.Column(file.Metadata.Groups[0], 0).Read(batch, texts.Length);
        Assert.That(batch.Texts, Is.EqualTo(texts));
    }

    [Test]
    public void ARowMustHaveAValueInEachColumn()
    {
        using ParquetFileWriter writer = new(new MemoryStream(), SampleTable.Columns);
        ((WholeBuffer)writer.Buffers[0]).Add(1);

        Assert.That(writer.EndRow, Throws.InvalidOperationException.With.Message.Contains("no value in a row"));
        Assert.That(writer.Buffers[0].AddNull, Throws.InvalidOperationException.With.Message.Contains("no nulls"));
    }

    private static byte[] WriteTexts(IEnumerable<string> texts)
    {
        MemoryStream target = new();
        ImmutableArray<ParquetColumn> columns = [new ParquetColumn("text", ParquetType.ByteArray)];
        using (ParquetFileWriter writer = new(target, columns, ParquetCodec.None))
        {
            foreach (string text in texts)
            {
                ((TextBuffer)writer.Buffers[0]).Add(text);
                writer.EndRow();
            }
        }

        return target.ToArray();
    }
}
