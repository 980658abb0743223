using System.Reflection;
using ClusterSim.Reports;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class ResultFilesTests
{
    [Test]
    public void EveryFileAndColumnIsDocumented()
    {
        string page = File.ReadAllText(Repository.Path("docs/results.md"));
        string[] files =
        [
            .. typeof(ResultFiles).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetValue(null)!),
        ];
        string[] columns =
        [
            .. ResultFiles.JobColumns, .. ResultFiles.UsageColumns, .. ResultFiles.AllocationColumns,
            .. ResultFiles.SeriesColumns, .. ResultFiles.NodeColumns, .. ResultFiles.UserColumns,
            .. ResultFiles.EventColumns, .. ResultFiles.HarmedColumns,
        ];
        Assert.That(files.Where(file => !page.Contains(file, StringComparison.Ordinal)), Is.Empty);
        Assert.That(columns.Where(column => !page.Contains($"`{column}`", StringComparison.Ordinal)), Is.Empty);
    }
}
