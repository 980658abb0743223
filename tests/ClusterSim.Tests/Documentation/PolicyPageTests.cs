using System.Text.RegularExpressions;
using ClusterSim.Scheduling.Policies;

namespace ClusterSim.Tests.Documentation;

/// <summary>
/// The policy catalogue in docs/policies. A new policy needs a page whose last heading names it, as in
/// <c>## In the catalogue: `easy`</c>; CLUSTERSIM_UPDATE_SNAPSHOTS=1 writes what follows that heading, and the picture.
/// </summary>
public sealed class PolicyPageTests
{
    private static IEnumerable<PolicyPage> Pages => PolicyPage.All;

    private static IEnumerable<string> Names =>
        Pages.Where(page => page.Policies.Length > 0).Select(page => page.Name);

    [Test]
    public void EveryPolicyHasOnePage()
    {
        string[] described = [.. Pages.SelectMany(page => page.Policies)];
        Assert.Multiple(() =>
        {
            Assert.That(PolicyCatalog.All.Select(policy => policy.Name).Except(described), Is.Empty, "without a page");
            Assert.That(described, Is.Unique);
        });
    }

    [TestCaseSource(nameof(Names))]
    public void OptionsMaturityAndPlaceAreThoseOfTheCatalogueAndTheExperiment(string name)
    {
        PolicyPage page = Pages.Single(page => page.Name == name);
        PolicyPlaces places = new();
        if (Environment.GetEnvironmentVariable("CLUSTERSIM_UPDATE_SNAPSHOTS") == "1" && page.Policies.Length > 0)
        {
            page.Rewrite(places);
            return;
        }

        Assert.That(page.Section, Is.EqualTo(page.Expected(places)));
    }

    [TestCaseSource(nameof(Names))]
    public void ThePictureIsThatOfTheExperiment(string name)
    {
        PolicyPage page = Pages.Single(page => page.Name == name);
        string? svg = new PolicyPicture().Svg(page);
        string? made = File.Exists(page.Picture) ? File.ReadAllText(page.Picture) : null;
        Assert.That(made, Is.EqualTo(svg), "make it again");
    }

    [Test]
    public void TheIndexLeadsToEveryPage()
    {
        string index = File.ReadAllText(Repository.Path("docs/policies.md"));
        var linked = Regex.Matches(index, @"\(policies/([^)#]*)\.md").Select(match => match.Groups[1].Value);
        Assert.That(Names.Except(linked), Is.Empty);
    }
}
