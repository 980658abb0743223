using System.Text;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Tests.Tables;

public class CsvTableWriterTests
{
    [Test]
    public void FieldsFollowRfc4180()
    {
        // RFC 4180, section 2: rules 5 to 7.
        Assert.That(Write(["a", "b,c"], t => t.Text("x\"y").Text("two\nlines").EndRow()),
            Is.EqualTo("a,\"b,c\"\n\"x\"\"y\",\"two\nlines\"\n"));
    }

    [Test]
    public void NumbersReadBackAsTheSameNumber()
    {
        Assert.That(
            Write(["a", "b", "c", "d", "e"], t =>
                t.Number(0.1).Number(1.0 / 3).Number(long.MinValue).Number(double.NaN).Number((long?)null).EndRow()),
            Is.EqualTo("a,b,c,d,e\n0.1,0.3333333333333333,-9223372036854775808,,\n"));
    }

    [Test]
    public void TimesAreExactSeconds()
    {
        Assert.That(
            Write(["a", "b", "c"], t =>
                t.Seconds(new SimTime(1)).Seconds(TimeSpan.FromHours(1)).Seconds((SimTime?)null).EndRow()),
            Is.EqualTo("a,b,c\n0.0000001,3600,\n"));
    }

    [Test]
    public void ARowWithoutAllItsFieldsIsAnError()
    {
        Assert.Throws<InvalidOperationException>(() => Write(["a", "b"], t => t.Text("x").EndRow()));
    }

    [Test]
    public void RowsCostNoMemory()
    {
        using CsvTableWriter table = new(Stream.Null, ["id", "time", "share", "count"]);
        WriteRows(table, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        WriteRows(table, 10_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000), "less than a byte per row");
    }

    private static void WriteRows(CsvTableWriter table, int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            table.Text("job").Seconds(new SimTime(i * 12_345L)).Number(i / 7.0).Number(i).EndRow();
        }
    }

    private static string Write(string[] columns, Action<CsvTableWriter> write)
    {
        using MemoryStream target = new();
        using (CsvTableWriter table = new(target, [.. columns], leaveOpen: true))
        {
            write(table);
        }

        return Encoding.UTF8.GetString(target.ToArray());
    }
}
