namespace ClusterSim.SimSharp.Tests;

/// <summary>
/// What plain SimSharp 3.4.2 does, and why the kernel here cures it. These tests are the evidence of docs/kernels.md:
/// if a later version of SimSharp behaves better, they fail, and the cure can go.
/// </summary>
public sealed class PlainSimSharpTests
{
    // 500 events of one instant among 1,500 of other instants: the queue of 1,024 grows while they wait.
    [Test]
    public void GrowthOfTheQueueChangesTheOrderOfSimultaneousEvents()
    {
        global::SimSharp.Simulation simulation = new();
        List<int> came = [];
        for (int i = 0; i < 2_000; i++)
        {
            int number = i;
            if (i is >= 500 and < 1_000)
            {
                simulation.Timeout(TimeSpan.FromSeconds(10)).AddCallback(_ => came.Add(number));
            }
            else
            {
                simulation.Timeout(TimeSpan.FromSeconds(1_000 + (i * 7919 % 2_000)));
            }
        }

        simulation.Run();
        Assert.That(came.Zip(came.Skip(1)).Count(pair => pair.First > pair.Second), Is.Positive);
    }

    // 100,000 delays of 1/3 s are 33,333.3 s; each is cut to 3,333,333 ticks of 100 ns, so that 3.3 ms are missing.
    [Test]
    public void ChainedDelaysLoseAFractionOfATickEach()
    {
        global::SimSharp.Simulation simulation = new();
        simulation.Process(Chain());
        simulation.Run();
        double missing = (100_000 / 3.0) - (simulation.Now - simulation.StartDate).TotalSeconds;
        Assert.That(missing, Is.EqualTo(100_000 * (1e-7 / 3)).Within(1e-5));

        IEnumerable<global::SimSharp.Event> Chain()
        {
            for (int i = 0; i < 100_000; i++)
            {
                yield return simulation.TimeoutD(1 / 3.0);
            }
        }
    }

    // The process is interrupted at 5 s; the timeout that it waited for still holds the run until 1,000 s.
    [Test]
    public void WhatWasInterruptedStaysInTheQueue()
    {
        global::SimSharp.Simulation simulation = new();
        global::SimSharp.Process waiting = simulation.Process(Wait());
        simulation.Timeout(TimeSpan.FromSeconds(5)).AddCallback(_ => waiting.Interrupt());
        simulation.Run();
        Assert.That(simulation.Now - simulation.StartDate, Is.EqualTo(TimeSpan.FromSeconds(1_000)));

        IEnumerable<global::SimSharp.Event> Wait()
        {
            yield return simulation.Timeout(TimeSpan.FromSeconds(1_000));
            simulation.ActiveProcess.HandleFault();
        }
    }

    // Moved from 1 s to 3 s, where another event waits since before: by our contract it comes after that one.
    [Test]
    public void AChangedPriorityKeepsItsOldPlaceAmongTies()
    {
        global::SimSharp.EventQueue queue = new(2);
        global::SimSharp.Simulation simulation = new();
        global::SimSharp.Event moved = new(simulation), waiting = new(simulation);
        DateTime third = DateTime.MinValue.AddSeconds(3);
        global::SimSharp.EventQueueNode node = queue.Enqueue(DateTime.MinValue.AddSeconds(1), moved);
        queue.Enqueue(third, waiting);
        queue.UpdatePriority(node, third, 0);
        Assert.That(queue.Dequeue().Event, Is.SameAs(moved));
    }
}
