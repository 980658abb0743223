using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClusterSim.Journals;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Tables.Parquet;
using ClusterSim.Tests.Tables.Parquet;
using ClusterSim.Traces;
using FsCheck;
using FsCheck.Fluent;

namespace ClusterSim.Tests.Fuzzing;

/// <summary>
/// No file, however damaged, may crash or hang a reader or make it allocate without bounds, and every error says where
/// it is. A few seconds each; <c>CLUSTERSIM_FUZZ_INPUTS=1000000</c> in the environment sets the number of inputs
/// instead.
/// </summary>
[Category("Fuzzing")]
public sealed partial class FuzzTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(4);
    private static readonly string? s_inputs = Environment.GetEnvironmentVariable("CLUSTERSIM_FUZZ_INPUTS");

    [Test]
    public void DamagedTracesAreReadOrRefusedWithTheirPlace()
    {
        ImmutableArray<FuzzSeed> seeds = FuzzSeeds.OfTraces();
        foreach (TraceFormat format in TraceFormats.All.Where(format => format.Name != "csv"))
        {
            Assert.That(seeds.Any(seed => seed.Format == format.Name), format.Name);
        }

        Run("traces", seeds, (path, format) => Trace.Open(path, format), IsClear);
    }

    [Test]
    public void DamagedPlatformsAreReadOrRefusedWithTheirPlace() =>
        Run("platforms", FuzzSeeds.OfPlatforms(), (path, _) => Platform.Load(path),
            (error, path) => error is PlatformException && error.Message.Split(Environment.NewLine).All(
                line => line.Length == 0 || line.Contains(path, StringComparison.Ordinal)));

    [Test]
    public void DamagedParquetFilesAreReadOrRefusedWithTheirPlace() =>
        Run("parquet", FuzzSeeds.OfParquet(), (path, _) => SampleTable.Read(ParquetFile.Open(path)),
            (error, path) => error is TableFormatException { Column.Length: > 0 } fault && fault.File == path);

    [Test]
    public void DamagedFilesOfEventsAreReadOrRefusedWithTheirPlace() =>
        Run("events", FuzzSeeds.OfEvents(), (path, _) => ReadEvents(path),
            (error, path) => error is TableFormatException fault && fault.File == path
                && (fault.Line > 0 || fault.Column.Length > 0 || OfTheWhole().IsMatch(fault.Message)));

    /// <summary>Tables with the columns of a format and anything in their fields.</summary>
    [Test]
    public void TablesOfArbitraryFieldsAreReadOrRefusedWithTheirPlace()
    {
        Gen<string> field = Gen.OneOf(
            Gen.Elements(
                "", "0", "1", "-1", "1e9", "1e308", "NaN", "x", "V100|T4", "true", "1:2:idle", "\"", "\"a\nb\""),
            Gen.Choose(int.MinValue, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture)),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        FuzzSeed[] tables = [.. FuzzSeeds.OfTraces().Where(seed => seed.Content.AsSpan().IndexOf((byte)',') > 0)];
        Gen<(FuzzSeed Seed, string[] Rows)> table =
            from seed in Gen.Elements(tables)
            let columns = Encoding.UTF8.GetString(seed.Content).Split('\n')[0].Split(',').Length
            from rows in field.ArrayOf(columns).Select(fields => string.Join(',', fields)).ArrayOf()
            select (seed, rows);
        using Reports.ScratchFolder folder = new();
        string path = folder.File("input");

        Prop.ForAll(table.ToArbitrary(), input =>
        {
            string header = Encoding.UTF8.GetString(input.Seed.Content).Split('\n')[0];
            File.WriteAllText(path, header + "\n" + string.Join('\n', input.Rows));
            try
            {
                Trace.Open(path, input.Seed.Format);
            }
            catch (TraceFormatException error)
            {
                Assert.That(IsClear(error, path), error.Message);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 1));
    }

    // Damaged lines are refused or counted; either way the rest must be read.
    private static void ReadEvents(string path)
    {
        using EventReader lenient = EventReader.Open(path, new EventReaderOptions { SkipDamagedLines = true });
        while (lenient.Read(out _))
        {
        }

        using EventReader strict = EventReader.Open(path);
        while (strict.Read(out _))
        {
        }
    }

    private static void Run(
        string name, ImmutableArray<FuzzSeed> seeds, Action<string, string?> read,
        Func<Exception, string, bool> isClear)
    {
        bool isLong = s_inputs is { Length: > 0 };
        int inputs = isLong ? int.Parse(s_inputs!, CultureInfo.InvariantCulture) : int.MaxValue;
        (IEnumerable<string> faults, int done) =
            new Fuzzer(name, seeds, read, isClear).Run(inputs, isLong ? TimeSpan.MaxValue : s_time);
        TestContext.Out.WriteLine($"{done} inputs from {seeds.Length} seeds");
        Assert.That(faults, Is.Empty);
    }

    /// <summary>
    /// An error with a line or a column, or one about the file as a whole: what is not there has no line.
    /// </summary>
    private static bool IsClear(Exception error, string path) =>
        error is TraceFormatException fault && fault.Message.Contains(path, StringComparison.Ordinal)
        && (fault.Line > 0 || fault.Column.Length > 0 || OfTheWhole().IsMatch(fault.Message));

    [GeneratedRegex(
        "found an empty file|expected a known format|gzip data that are damaged|found no ")]
    private static partial Regex OfTheWhole();
}
