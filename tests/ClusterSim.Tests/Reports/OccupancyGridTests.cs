using ClusterSim.Reports;
using ClusterSim.Reports.Page;
using ClusterSim.Time;

namespace ClusterSim.Tests.Reports;

[TestFixture]
internal sealed class OccupancyGridTests
{
    [Test]
    public void CellsHoldTheShareOfTheNodeThatWasHeld()
    {
        using ScratchFolder folder = new();
        SmallRun.Write(folder.Path);
        // 455 columns of 0.1 s over 45.5 s: a holds 0.46 of 2 GPUs up to 10 s, b both up to 40 s, c one of them after.
        OccupancyGrid grid = OccupancyGrid.Of(FinishedRun.Read(folder.Path), SimTime.FromSeconds(45.5), 455);
        Assert.Multiple(() =>
        {
            Assert.That(grid.Rows, Is.EqualTo(1));
            Assert.That(grid.Columns, Is.EqualTo(455));
            Assert.That(grid.Percent(0, 0), Is.EqualTo(23));
            Assert.That(grid.Percent(0, 99), Is.EqualTo(23));
            Assert.That(grid.Percent(0, 100), Is.EqualTo(100));
            Assert.That(grid.Percent(0, 454), Is.EqualTo(50));
            // (0.46 * 10 + 2 * 30 + 1 * 5.5) / (2 * 45.5)
            Assert.That(grid.MeanShare(0), Is.EqualTo(70.1 / 91).Within(1e-12));
        });
    }

    [Test]
    public void RunsOfEqualCellsArePackedWithTheirLength()
    {
        using ScratchFolder folder = new();
        SmallRun.Write(folder.Path);
        OccupancyGrid grid = OccupancyGrid.Of(FinishedRun.Read(folder.Path), SimTime.FromSeconds(45.5), 455);
        // 100 cells of 23 %, 300 of 100 % (300 = 44 + 2 * 128), 55 of 50 %.
        Assert.That(grid.Packed(), Is.EqualTo(new byte[] { 100, 23, 128 | 44, 2, 100, 55, 50 }));
    }
}
