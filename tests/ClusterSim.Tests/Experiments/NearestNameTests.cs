using ClusterSim.Experiments;

namespace ClusterSim.Tests.Experiments;

public class NearestNameTests
{
    private static readonly string[] Placements = ["first-fit", "best-fit", "worst-fit", "packed"];

    [TestCase("bestfit", "best-fit")]
    [TestCase("Best_Fit", "best-fit")]
    [TestCase("packd", "packed")]
    public void ATypingErrorIsRecognised(string found, string meant) =>
        Assert.That(NearestName.Of(found, Placements), Is.EqualTo(meant));

    [TestCase("gittins")]
    [TestCase("")]
    public void AnotherWordIsNot(string found) => Assert.That(NearestName.Of(found, Placements), Is.Null);
}
