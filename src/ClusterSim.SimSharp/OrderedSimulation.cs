using SimSharp;

namespace ClusterSim.SimSharp;

/// <summary>
/// SimSharp's simulation with a total order of events. SimSharp hands out new insertion numbers in the order of the
/// heap when its queue grows; here the queue begins with room, and grows in the order of the events.
/// </summary>
internal sealed class OrderedSimulation : Simulation
{
    public OrderedSimulation(int capacity)
        : base(DateTime.MinValue, randomSeed: 0) => ScheduleQ = new EventQueue(capacity);

    public int Count => ScheduleQ.Count;

    /// <summary>The event that was processed last.</summary>
    public PooledEvent? Came { get; set; }

    public PooledEvent First => (PooledEvent)ScheduleQ.First.Event;

    /// <summary>Schedules at a date, not after a delay: delays are rounded down and add up.</summary>
    public void At(DateTime date, PooledEvent scheduled, int priority) =>
        scheduled.Node = DoSchedule(date, scheduled, priority);

    /// <summary>Takes an event out of the queue.</summary>
    public void Cancel(PooledEvent scheduled)
    {
        ScheduleQ.Remove(scheduled.Node);
        scheduled.Node = null;
    }

    /// <summary>
    /// Schedules an event anew. SimSharp's own change of a priority would leave the event at its old place among those
    /// of the same date and priority.
    /// </summary>
    public void Move(PooledEvent scheduled, DateTime date, int priority)
    {
        ScheduleQ.Remove(scheduled.Node);
        At(date, scheduled, priority);
    }

    /// <summary>One turn of the run loop: the next event comes, and the clock stands at its date.</summary>
    public PooledEvent Next()
    {
        EventQueueNode next = ScheduleQ.Dequeue();
        Now = next.PrimaryPriority;
        next.Event.Process();
        Came!.Node = null;
        return Came;
    }

    /// <inheritdoc/>
    public override void Reset(int randomSeed)
    {
        int capacity = ScheduleQ.MaxSize;
        base.Reset(randomSeed);
        ScheduleQ = new EventQueue(capacity);
    }

    /// <inheritdoc/>
    protected override EventQueueNode DoSchedule(DateTime date, Event @event, int priority = 0)
    {
        if (ScheduleQ.Count == ScheduleQ.MaxSize)
        {
            Grow();
        }

        return ScheduleQ.Enqueue(date, @event, priority);
    }

    private void Grow()
    {
        EventQueue grown = new(ScheduleQ.MaxSize * 2);
        while (ScheduleQ.Count > 0)
        {
            EventQueueNode next = ScheduleQ.Dequeue();
            EventQueueNode node = grown.Enqueue(next.PrimaryPriority, next.Event, next.SecondaryPriority);
            ((PooledEvent)next.Event).Node = node;
        }

        ScheduleQ = grown;
    }
}
