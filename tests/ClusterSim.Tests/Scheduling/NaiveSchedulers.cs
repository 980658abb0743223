namespace ClusterSim.Tests.Scheduling;

/// <summary>
/// Schedulers for identical processors written as plainly as their definitions, to check the fast ones against: nothing
/// is remembered between events, everything is scanned. Times are whole seconds.
/// </summary>
internal static class NaiveSchedulers
{
    public sealed record NaiveJob(int Submit, int Size, int Run, int Estimate, int User, int Priority);

    /// <summary>The key of a job at a moment; smaller goes first.</summary>
    public delegate double NaiveKey(State state, int job);

    /// <summary>Start times under a rule that, at each event, says which waiting jobs start.</summary>
    public static int[] Simulate(
        NaiveJob[] jobs, int processors, Func<State, IEnumerable<int>> rule, bool everySecond = false)
    {
        int[] starts = [.. jobs.Select(_ => -1)];
        SortedSet<int> events = [.. everySecond ? Enumerable.Range(0, 1000) : jobs.Select(job => job.Submit)];
        while (events.Count > 0 && starts.Contains(-1))
        {
            int now = events.Min;
            events.Remove(now);
            int[] started = [.. rule(new State(jobs, starts, processors, now))];
            foreach (int job in started)
            {
                starts[job] = now;
                events.Add(now + jobs[job].Run);
            }
        }

        return starts;
    }

    /// <summary>The waiting jobs in an order; equal keys in order of submission.</summary>
    public static int[] InOrder(State state, NaiveKey key) =>
        [.. state.Waiting.OrderBy(job => key(state, job)).ThenBy(job => job)];

    /// <summary>Strictly in order; the head blocks.</summary>
    public static IEnumerable<int> HeadBlocks(State state, NaiveKey key)
    {
        int free = state.Free;
        return [.. InOrder(state, key).TakeWhile(j => (free -= state.Jobs[j].Size) >= 0)];
    }

    /// <summary>Everybody who fits, in order.</summary>
    public static IEnumerable<int> Skip(State state, NaiveKey key)
    {
        int free = state.Free;
        List<int> started = [];
        foreach (int job in InOrder(state, key))
        {
            if (state.Jobs[job].Size <= free)
            {
                free -= state.Jobs[job].Size;
                started.Add(job);
            }
        }

        return started;
    }

    /// <summary>EASY as in Mu'alem and Feitelson (2001), figure 2.</summary>
    public static IEnumerable<int> Easy(State state, NaiveKey key)
    {
        List<int> started = [.. HeadBlocks(state, key)];
        int[] rest = [.. InOrder(state, key).Except(started)];
        if (rest.Length == 0)
        {
            return started;
        }

        int free = state.Free - started.Sum(j => state.Jobs[j].Size);
        var ends = state.Running
            .Select(j => (End: Math.Max(state.Now, state.Starts[j] + state.Jobs[j].Estimate), state.Jobs[j].Size))
            .Concat(started.Select(j => (End: state.Now + state.Jobs[j].Estimate, state.Jobs[j].Size))).ToArray();
        int head = state.Jobs[rest[0]].Size;
        int shadow = ends.Select(e => e.End).Order()
            .First(t => free + ends.Where(e => e.End <= t).Sum(e => e.Size) >= head);
        int extra = free + ends.Where(e => e.End <= shadow).Sum(e => e.Size) - head;
        foreach (int job in rest.Skip(1).Where(j => state.Jobs[j].Size <= free))
        {
            bool endsInTime = state.Now + state.Jobs[job].Estimate <= shadow;
            if (state.Jobs[job].Size <= free && (endsInTime || state.Jobs[job].Size <= extra))
            {
                free -= state.Jobs[job].Size;
                extra -= endsInTime ? 0 : state.Jobs[job].Size;
                started.Add(job);
            }
        }

        return started;
    }

    /// <summary>
    /// EASY with several reservations: each of the first <paramref name="depth"/> jobs who cannot start is put into the
    /// profile at its first gap; the others start if they have room in the profile from now to their end. An overdue
    /// job is about to end.
    /// </summary>
    public static IEnumerable<int> DeepEasy(State state, NaiveKey key, int depth)
    {
        double now = state.Now;
        List<(double Start, double End, int Size)> taken =
        [
            .. state.Running.Select(j =>
                (now, Math.Max(now + 0.5, state.Starts[j] + state.Jobs[j].Estimate), state.Jobs[j].Size)),
        ];
        List<int> started = [];
        int reserved = 0;
        foreach (int job in InOrder(state, key))
        {
            double gap = FirstGap(taken, state.Processors, now, state.Jobs[job]);
            bool starts = gap == now;
            if (starts)
            {
                started.Add(job);
            }

            if (starts || reserved++ < depth)
            {
                taken.Add((gap, gap + state.Jobs[job].Estimate, state.Jobs[job].Size));
            }
        }

        return started;
    }

    private static double FirstGap(
        List<(double Start, double End, int Size)> taken, int processors, double now, NaiveJob job)
    {
        int Free(double time) => processors - taken.Where(t => t.Start <= time && time < t.End).Sum(t => t.Size);
        return taken.Select(t => t.End).Append(now).Where(time => time >= now).Order().First(begin =>
            taken.Select(t => t.Start).Append(begin).Where(time => time >= begin && time < begin + job.Estimate)
                .All(time => Free(time) >= job.Size));
    }

    /// <summary>
    /// Conservative backfilling: the first gap for each job as it arrives; when a job ended before its estimate, each
    /// promise in turn is taken back and the first gap taken instead if it is earlier.
    /// </summary>
    public static Func<State, IEnumerable<int>> Conservative(NaiveKey key)
    {
        SortedDictionary<int, int> promised = [];
        return state =>
        {
            bool early = Enumerable.Range(0, state.Jobs.Length).Any(j =>
                state.Starts[j] >= 0 && state.Starts[j] + state.Jobs[j].Run == state.Now
                    && state.Jobs[j].Run < state.Jobs[j].Estimate);
            foreach (int job in early ? InOrder(state, key).Where(promised.ContainsKey).ToArray() : [])
            {
                int old = promised[job];
                promised.Remove(job);
                promised[job] = Math.Min(old, FirstGap(state, promised, job));
            }

            foreach (int job in state.Waiting.Where(j => !promised.ContainsKey(j)).ToArray())
            {
                promised[job] = FirstGap(state, promised, job);
            }

            int[] due = [.. promised.Where(promise => promise.Value == state.Now).Select(promise => promise.Key)];
            Array.ForEach(due, job => promised.Remove(job));
            return due;
        };
    }

    private static int FirstGap(State state, SortedDictionary<int, int> promised, int job)
    {
        var taken = state.Running.Select(j => (Start: state.Starts[j], Job: j))
            .Concat(promised.Select(promise => (Start: promise.Value, Job: promise.Key))).ToArray();
        int Free(int time) => state.Processors - taken
            .Where(t => t.Start <= time && time < t.Start + state.Jobs[t.Job].Estimate)
            .Sum(t => state.Jobs[t.Job].Size);
        int start = state.Now;
        while (Enumerable.Range(start, state.Jobs[job].Estimate).Any(time => Free(time) < state.Jobs[job].Size))
        {
            start++;
        }

        return start;
    }

    /// <summary>What a rule sees.</summary>
    public sealed class State(NaiveJob[] jobs, int[] starts, int processors, int now)
    {
        public NaiveJob[] Jobs => jobs;

        public int[] Starts => starts;

        public int Now => now;

        public int Processors => processors;

        public IEnumerable<int> Running =>
            All.Where(j => starts[j] >= 0 && starts[j] <= now && starts[j] + jobs[j].Run > now);

        public IEnumerable<int> Waiting => All.Where(j => starts[j] < 0 && jobs[j].Submit <= now);

        public int Free => processors - Running.Sum(j => jobs[j].Size);

        private IEnumerable<int> All => Enumerable.Range(0, jobs.Length);
    }
}
