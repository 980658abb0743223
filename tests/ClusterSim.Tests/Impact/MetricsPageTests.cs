using ClusterSim.Impact;

namespace ClusterSim.Tests.Impact;

/// <summary>
/// The page on metrics is the contract: the code must not know a name that it does not. Columns: ResultFilesTests.
/// </summary>
public class MetricsPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs/metrics.md"));

    [Test]
    public void EveryAggregateMetricIsDocumented() =>
        Assert.That(Undocumented(MetricCatalog.All.Select(metric => metric.Name)), Is.Empty);

    [Test]
    public void MetricNamesAreUnique() =>
        Assert.That(MetricCatalog.All.Select(metric => metric.Name), Is.Unique);

    private static IEnumerable<string> Undocumented(IEnumerable<string> names) =>
        names.Where(name => !Page.Contains($"`{name}`", StringComparison.Ordinal));
}
