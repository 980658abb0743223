using ClusterSim.Time;

namespace ClusterSim.Tests.HouseRules;

/// <summary>
/// The public API is what semantic versioning is about, so a change of it must show in a review: it changes
/// public-api.txt. To accept one, set CLUSTERSIM_UPDATE_SNAPSHOTS=1 and run these tests.
/// </summary>
public sealed class PublicApiTests
{
    private const string Snapshot = "tests/ClusterSim.Tests/HouseRules/public-api.txt";

    private static readonly PublicApi s_library = new(typeof(SimTime).Assembly);

    public static bool UpdateSnapshots =>
        System.Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1";

    [Test]
    public void ThePublicApiIsTheCommittedOne()
    {
        string[] actual = [.. s_library.Lines()];
        if (UpdateSnapshots)
        {
            File.WriteAllText(Repository.Path(Snapshot), string.Join('\n', actual) + "\n");
        }

        string[] committed = SourceTree.Text(Snapshot).TrimEnd('\n').Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(
                committed.Except(actual),
                Is.Empty,
                "gone; see the comment of this class for how to accept that");
            Assert.That(
                actual.Except(committed),
                Is.Empty,
                "new; see the comment of this class for how to accept that");
        });
    }

    [Test]
    public void NoForeignTypeShowsInAPublicSignature() => Assert.That(s_library.ForeignTypes(), Is.Empty);

    // FsCheck.NUnit derives its attributes from those of NUnit.
    [Test]
    public void AForeignTypeInASignatureIsFound() =>
        Assert.That(
            new PublicApi(typeof(FsCheck.NUnit.PropertyAttribute).Assembly).ForeignTypes(),
            Has.Some.EndsWith("of nunit.framework"));
}
