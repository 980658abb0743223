using ClusterSim.Signals;
using ClusterSim.Tables;

namespace ClusterSim.Tests.Signals;

public sealed class SignalFileTests
{
    private string _folder = "";

    private static SignalFileOptions Berlin => new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-signals-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheHeaderSaysWhatTheValuesAre()
    {
        SignalFile file = Read("time,price_eur_per_mwh\n2023-01-01T00:00:00Z,50\n2023-01-01T00:30:00Z,-2.5\n");
        Assert.Multiple(() =>
        {
            Assert.That(file.Form, Is.EqualTo("clustersim"));
            Assert.That(file.Signal.Kind, Is.EqualTo(SignalKind.Price));
            Assert.That(file.Signal.Unit, Is.EqualTo("EUR/kWh"));
            Assert.That(file.Signal.Values, Is.EqualTo(new[] { 0.05, -0.0025 }).Within(1e-15));
            Assert.That(file.Signal.Step, Is.EqualTo(TimeSpan.FromMinutes(30)));
            Assert.That(file.Notices, Is.Empty);
        });
    }

    [Test]
    public void AverageAndMarginalOfOneFileAreKeptApart()
    {
        const string text = "time,average_gco2e_per_kwh,marginal_gco2e_per_kwh\n2023-01-01T00:00:00Z,200,400\n";
        Assert.That(Read(text).Signal.Kind, Is.EqualTo(SignalKind.Average));
        Signal marginal = Read(text, new SignalFileOptions { Kind = SignalKind.Marginal }).Signal;
        Assert.That((marginal.Kind, marginal.Values[0]), Is.EqualTo((SignalKind.Marginal, 400.0)));
    }

    // Clocks of Berlin went from 02:00 to 03:00 on 2020-03-29: 01:00 and 03:00 are one hour apart.
    [Test]
    public void AnHourThatClocksSkipIsLeftOutAndTold()
    {
        SignalFile file = Read(
            "time,average_gco2e_per_kwh\n2020-03-29 01:00,1\n2020-03-29 02:00,2\n"
            + "2020-03-29 03:00,3\n2020-03-29 04:00,4\n",
            Berlin);
        Assert.That(file.Signal.Values, Is.EqualTo(new[] { 1.0, 3, 4 }));
        Assert.That(file.Signal.Gaps, Is.Empty);
        Assert.That(file.Notices, Has.Exactly(1).Contains("1 times never were"));
    }

    // Clocks of Berlin went from 03:00 back to 02:00 on 2020-10-25: 02:00 is 00:00 UTC and then 01:00 UTC.
    [Test]
    public void AnHourThatClocksShowTwiceIsReadTwice()
    {
        SignalFile file = Read(
            "time,average_gco2e_per_kwh\n2020-10-25 01:00,1\n2020-10-25 02:00,2\n"
            + "2020-10-25 02:00,3\n2020-10-25 03:00,4\n",
            Berlin);
        Assert.That(file.Signal.Start, Is.EqualTo(new DateTimeOffset(2020, 10, 24, 23, 0, 0, TimeSpan.Zero)));
        Assert.That(file.Signal.Values, Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
        Assert.That(file.Notices, Has.Exactly(1).Contains("2 times are of an hour that clocks show twice"));
    }

    [Test]
    public void WhereClocksShowAnHourTwiceAndTheFileOnceThereIsAGap()
    {
        SignalFile file = Read(
            "time,average_gco2e_per_kwh\n2020-10-25 01:00,1\n2020-10-25 02:00,2\n"
            + "2020-10-25 03:00,4\n2020-10-25 04:00,5\n",
            Berlin);
        Assert.That(file.Signal.Values, Is.EqualTo(new[] { 1.0, 2, 2, 4, 5 }));
        Assert.That(
            file.Signal.Gaps,
            Is.EqualTo(new[] { new SignalGap(new(2020, 10, 25, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1)) }));
    }

    [Test]
    public void MissingRowsAndMissingValuesAreGaps()
    {
        SignalFile file = Read(
            "time,average_gco2e_per_kwh\n2020-01-01T00:00Z,1\n2020-01-01T01:00Z,2\n2020-01-01T02:00Z,\n"
            + "2020-01-01T03:00Z,4\n2020-01-01T06:00Z,7\n2020-01-01T07:00Z,8\n");
        Assert.That(file.Signal.Values, Is.EqualTo(new[] { 1.0, 2, 2, 4, 4, 4, 7, 8 }));
        Assert.That(file.Signal.Gaps.Select(gap => gap.Length.TotalHours), Is.EqualTo(new[] { 1.0, 2 }));
        Assert.That(file.Notices, Has.Exactly(1).Contains("1 rows have no value"));
        Assert.That(file.Notices, Has.Exactly(1).Contains("2 gaps of 3 h in all").And.Contains("2020-01-01 04:00 UTC"));
    }

    [TestCase("", "'time'", TestName = "AnEmptyFile")]
    [TestCase("time,average_gco2e_per_kwh\n", "found no value", TestName = "NoRows")]
    [TestCase("when,what,else\n1,2,3\n", "found the columns when,what,else", TestName = "UnknownColumns")]
    [TestCase("time,carbon\n2020-01-01,1\n", "expected 'time' and one of", TestName = "ValuesOfUnknownMeaning")]
    [TestCase("time,average_gco2e_per_kwh\nsoon,1\n", ":2: column 'time' (1): found 'soon'", TestName = "NoTime")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01,abc\n", ":2: column 'average_gco2e_per_kwh' (2): found 'abc'",
        TestName = "NoNumber")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01,-3\n", "from 0 to 10000", TestName = "ANegativeIntensity")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01,NaN\n", "from 0 to 10000", TestName = "NotANumber")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-02,1\n2020-01-01,2\n", ":3: column 'time' (1)",
        TestName = "Backwards")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01,1\n2020-01-01,2\n", "a time after",
        TestName = "TheSameTimeTwice")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01,1,9\n", "3 fields", TestName = "TooManyFields")]
    [TestCase("time,average_gco2e_per_kwh\n2020-01-01 00:00:01,1\n2020-01-01 00:00:02,1\n2090-01-01,1\n",
        "no step in common", TestName = "AGridThatIsTooFine")]
    [TestCase("host_id,timestamp,carbon_intensity\na,0,1\nb,0,1\n", "several hosts (a, b)", TestName = "SeveralHosts")]
    public void BadInputGetsOneClearMessage(string text, string expected) =>
        Assert.That(() => Read(text), Throws.TypeOf<TableFormatException>().With.Message.Contains(expected));

    [Test]
    public void AKindThatTheFileDoesNotHaveIsRefused() => Assert.That(
        () => Read("Time,Carbon Intensity\n2020-01-01,1\n", new SignalFileOptions { Kind = SignalKind.Marginal }),
        Throws.TypeOf<TableFormatException>().With.Message.Contains("'average', expected values of kind 'marginal'"));

    [Test]
    public void AMarginalColumnIsNoAverage() => Assert.That(
        () => Read(
            "time,marginal_gco2e_per_kwh\n2020-01-01,1\n", new SignalFileOptions { Kind = SignalKind.Average }),
        Throws.TypeOf<TableFormatException>().With.Message.Contains("'marginal', expected values of kind 'average'"));

    // Means as published with the data: computed apart from this reader, over all rows.
    [TestCase("GB_2023", "direct", 128.56)]
    [TestCase("GB_2024", "lca", 162.71)]
    [TestCase("US-TEX-ERCO_2024", "lca", 367.41)]
    [TestCase("ZA_2023", "direct", 644.54)]
    public void ElectricityMapsFilesHaveTheirMeans(string file, string column, double mean)
    {
        SignalFile read = SignalFile.Read(
            SharedData.Path($"carbon/electricitymaps/{file}_hourly.csv.gz"), new SignalFileOptions { Column = column });
        Assert.That(read.Signal.Mean, Is.EqualTo(mean).Within(0.005));
        bool leap = file.EndsWith("2024", StringComparison.Ordinal);
        Assert.That(read.Signal.Values, Has.Length.EqualTo(leap ? 8784 : 8760));
        Assert.That(read.Signal.Gaps, Is.Empty);
    }

    [TestCase("IN-WE_2023", 8760)]
    public void EstimatesAreCounted(string file, int estimates) => Assert.That(
        SignalFile.Read(SharedData.Path($"carbon/electricitymaps/{file}_hourly.csv.gz")).Notices,
        Has.Exactly(1).Contains($"{estimates} values are estimates"));

    // Means over the year 2020, weighted by time, computed from the files by another program.
    [TestCase("gb", 212.9288777517085, 15)]
    [TestCase("ger", 313.4236833099505, 15)]
    [TestCase("fr", 56.33644125766961, 30)]
    public void LetsWaitAwhileFilesHaveTheirMeansThoughTheirStepChanges(string zone, double mean, int stepMinutes)
    {
        SignalFile read = SignalFile.Read(SharedData.Path($"carbon/lets-wait-awhile/{zone}_ci.csv.gz"));
        DateTimeOffset year = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That(read.Signal.Integral(year, year.AddYears(1)) / (366 * 24), Is.EqualTo(mean).Within(1e-9));
        Assert.That(read.Signal.Step, Is.EqualTo(TimeSpan.FromMinutes(stepMinutes)));
        Assert.That(read.Notices, Has.Exactly(1).Contains("does not say in which time zone"));
    }

    [Test]
    public void PricesMayBeNegative()
    {
        Signal prices = SignalFile.Read(
            SharedData.Path("electricity-prices/DE-LU_electricity_prices_2024.csv.gz")).Signal;
        // 442 negative hours, the lowest -144.57 USD/MWh, as described with the data.
        Assert.That(prices.Values.Count(value => value < 0), Is.EqualTo(442));
        Assert.That(prices.Values.Min(), Is.EqualTo(-0.14457).Within(1e-5));
        Assert.That(prices.Unit, Is.EqualTo("USD/kWh"));
    }

    [Test]
    public void EveryPriceFileIsReadInFull(
        [Values("FR", "IN-WE", "JP-TK", "NL", "SG", "US-CAL-CISO", "US-MIDA-PJM", "US-NY-NYIS", "US-TEX-ERCO", "ZA")]
        string zone)
    {
        SignalFile file = SignalFile.Read(SharedData.Path($"electricity-prices/{zone}_electricity_prices_2024.csv.gz"));
        Assert.That(file.Signal.Values, Has.Length.EqualTo(8784));
        Assert.That(file.Notices, Is.Empty);
    }

    [Test]
    public void AFileThatDoesNotSayWhatItsValuesAreNeedsTheirKind()
    {
        string path = SharedData.Path("carbon/vessim/watttime_example.csv.gz");
        Assert.That(() => SignalFile.Read(path), Throws.TypeOf<TableFormatException>());
        SignalFile read = SignalFile.Read(path, new SignalFileOptions { Kind = SignalKind.Marginal });
        Assert.That(read.Signal.Mean, Is.EqualTo(355.33490426703406).Within(1e-9));
        Assert.That(read.Notices, Has.Exactly(1).Contains("taken as gCO2e/kWh"));
    }

    [Test]
    public void AHostOfASimGridFileIsChosenByName()
    {
        SignalFileOptions host = new() { Column = "host_br_dynamic_co2" };
        Signal read = SignalFile.Read(SharedData.Path("carbon/simgrid/co2.csv"), host).Signal;
        Assert.That(read.Values, Has.Length.EqualTo(10));
        Assert.That(read.Values[0], Is.EqualTo(100.07));
    }

    private SignalFile Read(string text, SignalFileOptions? options = null)
    {
        string path = Path.Combine(_folder, "signal.csv");
        File.WriteAllText(path, text);
        return SignalFile.Read(path, options);
    }
}
