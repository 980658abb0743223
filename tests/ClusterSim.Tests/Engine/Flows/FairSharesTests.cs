using ClusterSim.Engine.Flows;
using ClusterSim.Randomness;

namespace ClusterSim.Tests.Engine.Flows;

public class FairSharesTests
{
    // Two links of 10 and 8; one flow over the first, one over both, two over the second: 8 / 3 each on the second,
    // and what that leaves of the first.
    [Test]
    public void AFlowOverTwoLinksLeavesTheRestOfTheWiderOne()
    {
        FairShares shares = new([10, 8]);
        int[] flows = [Join(shares, 0), Join(shares, 0, 1), Join(shares, 1), Join(shares, 1)];
        shares.Solve([]);
        Assert.That(
            flows.Select(shares.RateOf), Is.EqualTo(new[] { 7.3333, 2.6667, 2.6667, 2.6667 }).Within(5e-5));
    }

    // Two nodes with NICs of 25 under an uplink of 40: two jobs on the first node halve its NIC, the third gets the
    // rest of the uplink.
    [Test]
    public void TheRestOfAnUplinkGoesToWhomItsNicAllows()
    {
        FairShares shares = new([25, 25, 40]);
        int[] flows = [Join(shares, 0, 2), Join(shares, 0, 2), Join(shares, 1, 2)];
        shares.Solve([]);
        Assert.That(flows.Select(shares.RateOf), Is.EqualTo(new[] { 12.5, 12.5, 15 }).Within(1e-12));
    }

    [Test]
    public void AHeavierFlowGetsMoreAndACappedOneNoMoreThanItsCap()
    {
        // 12 for weights 1, 2 and a cap of 3: first 3 for the capped one, then 9 as 3 and 6.
        FairShares shares = new([12]);
        int[] flows = [Join(shares, 1.0, 99, 0), Join(shares, 2.0, 99, 0), Join(shares, 4.0, 3, 0)];
        shares.Solve([]);
        Assert.That(flows.Select(shares.RateOf), Is.EqualTo(new double[] { 3, 6, 3 }).Within(1e-12));
    }

    [Test]
    public void AFlowThatUsesALinkTwiceTakesTwiceItsRate()
    {
        // x + 2 x = 9.
        FairShares shares = new([9]);
        FlowPath twice = new();
        twice.Add(0, 1);
        twice.Add(0, 1);
        int[] flows = [Join(shares, 0), shares.Join(twice, 1, double.PositiveInfinity)];
        shares.Solve([]);
        Assert.That(flows.Select(shares.RateOf), Is.EqualTo(new double[] { 3, 3 }).Within(1e-12));
    }

    // Both flows cross three links of 10 and one of 11: 5 for each uses up the three, which hold them back together.
    [Test]
    public void AllLinksThatAreUsedUpHoldTheirFlowsBack()
    {
        FairShares shares = new([10, 10, 11, 10]);
        int[] flows = [Join(shares, 0, 1, 2, 3), Join(shares, 0, 1, 2, 3)];
        shares.Solve([]);
        Assert.That(
            Enumerable.Range(0, 4).Select(shares.IsTight), Is.EqualTo(new[] { true, true, false, true }));
        shares.Leave(flows[0]);
        shares.Solve([]);
        Assert.That(Enumerable.Range(0, 4).Select(shares.IsTight), Has.None.True);
    }

    // The oracle is quadratic and knows nothing of components; the incremental solution sees only changes.
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void RandomChangesAgreeWithTheDefinition(int seed)
    {
        RandomStream random = new(seed, "flows");
        double[] capacity = [.. Enumerable.Range(0, 2 + random.NextInt(9)).Select(_ => 1.0 + random.NextInt(20))];
        FairShares shares = new(capacity);
        SortedDictionary<int, (double Weight, double Cap, (int Link, double Part)[] Path)> alive = [];
        for (int step = 0; step < 40; step++)
        {
            Change(random, shares, capacity, alive);
            shares.Solve([]);
            double[] expected = NaiveFairShares.Rates(capacity, [.. alive.Values]);
            Assert.That(alive.Keys.Select(shares.RateOf), Is.EqualTo(expected).Within(1e-9), $"step {step}");
        }
    }

    [Test]
    public void ASolutionLooksAtNothingThatTheChangeCannotReach()
    {
        // A hundred links with two flows each.
        FairShares shares = new([.. Enumerable.Repeat(10.0, 100)]);
        for (int link = 0; link < 100; link++)
        {
            Join(shares, link);
            Join(shares, link);
        }

        shares.Solve([]);
        List<int> changed = [];
        int late = Join(shares, 7);
        shares.Solve(changed);
        Assert.Multiple(() =>
        {
            Assert.That(shares.FlowsSolved, Is.EqualTo(3));
            Assert.That(changed, Is.EquivalentTo(new[] { 14, 15, late }));
        });
    }

    // Flow i uses links i and i + 1 and has 10 (i + 1), held back by link i, which holds what flows i - 1 and i have
    // together. A second flow on link 0 takes 5 of its 10; so flow 1 has 5 more, flow 2 has 5 less, and so
    // on to the end.
    [Test]
    public void AChangeRunsAlongAChainToItsEnd()
    {
        FairShares shares = new([10, .. Enumerable.Range(1, 19).Select(i => 20.0 * i + 10), 1000]);
        int[] chain = [.. Enumerable.Range(0, 20).Select(i => Join(shares, i, i + 1))];
        shares.Solve([]);
        Assert.That(chain.Select(shares.RateOf), Is.EqualTo(chain.Select((_, i) => 10.0 * (i + 1))).Within(1e-9));
        int late = Join(shares, 0);
        List<int> changed = [];
        shares.Solve(changed);
        Assert.That(
            chain.Select(shares.RateOf),
            Is.EqualTo(chain.Select((_, i) => (10.0 * (i + 1)) + (i % 2 == 0 ? -5 : 5))).Within(1e-9));
        Assert.That(changed, Is.EquivalentTo(chain.Append(late)));
    }

    [Test]
    public void ALinkWithRoomForAllItsFlowsJoinsNothing()
    {
        // Ten NICs of 1 under a trunk of 10, which can never bind.
        FairShares shares = new([.. Enumerable.Repeat(1.0, 10), 10]);
        for (int nic = 0; nic < 9; nic++)
        {
            Join(shares, nic, 10);
        }

        shares.Solve([]);
        Join(shares, 9, 10);
        shares.Solve([]);
        Assert.That(shares.FlowsSolved, Is.EqualTo(1));
    }

    [Test]
    public void ComingAndGoingAllocatesNothingOnceWarm()
    {
        FairShares shares = new([.. Enumerable.Repeat(10.0, 64)]);
        FlowPath path = new();
        List<int> changed = [];
        void Round()
        {
            for (int i = 0; i < 64; i++)
            {
                path.Clear();
                path.Add(i, 1);
                path.Add((i + 1) % 64, 1);
                int first = shares.Join(path, 1, double.PositiveInfinity);
                int second = shares.Join(path, 1, double.PositiveInfinity);
                shares.Solve(changed);
                shares.Leave(first);
                shares.Solve(changed);
                shares.Leave(second);
                shares.Solve(changed);
                changed.Clear();
            }
        }

        Round();
        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Change(
        RandomStream random, FairShares shares, double[] capacity,
        SortedDictionary<int, (double Weight, double Cap, (int Link, double Part)[] Path)> alive)
    {
        int what = random.NextInt(10);
        if (what < 6 || alive.Count == 0)
        {
            (int Link, double Part)[] path =
            [
                .. Enumerable.Range(0, 1 + random.NextInt(3))
                    .Select(_ => (random.NextInt(capacity.Length), 0.5 + random.NextInt(3))),
            ];
            double cap = random.NextInt(3) == 0 ? 0.5 + random.NextInt(6) : double.PositiveInfinity;
            double weight = 1 + random.NextInt(3);
            FlowPath joined = new();
            foreach ((int link, double part) in path)
            {
                joined.Add(link, part);
            }

            alive.Add(shares.Join(joined, weight, cap), (weight, cap, path));
        }
        else if (what < 9)
        {
            int gone = alive.Keys.ElementAt(random.NextInt(alive.Count));
            shares.Leave(gone);
            alive.Remove(gone);
        }
        else
        {
            int link = random.NextInt(capacity.Length);
            capacity[link] = random.NextInt(20);
            shares.SetCapacity(link, capacity[link]);
        }
    }

    private static int Join(FairShares shares, params int[] links) =>
        Join(shares, 1, double.PositiveInfinity, links);

    private static int Join(FairShares shares, double weight, double cap, params int[] links)
    {
        FlowPath path = new();
        foreach (int link in links)
        {
            path.Add(link, 1);
        }

        return shares.Join(path, weight, cap);
    }
}
