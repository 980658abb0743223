using ClusterSim.Randomness;

namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>
/// The genetic operators of Pollux's artefact (petuum/adaptdl, branch osdi21-artifact, simulator/pollux.py) on one
/// answer. Where the artefact draws a number for every cell, these draw how many cells to skip: the distribution is the
/// same, the cost is that of the cells that change.
/// </summary>
internal sealed class AllocationOperators(AllocationProblem problem)
{
    private const double ChangeShare = 0.1;

    private int[] _free = [], _holders = [];
    private int[] _row = [];

    /// <summary>Fits the working space to the problem.</summary>
    public void Begin()
    {
        if (_free.Length < problem.Stride)
        {
            (_free, _holders, _row) = (new int[problem.Stride], new int[problem.Stride], new int[problem.Stride]);
        }
    }

    /// <summary>
    /// Sets a tenth of the jobs back to what they have now, empties cells of another tenth, and lets about one job that
    /// is on a node with free GPUs and one of all jobs have more of it.
    /// </summary>
    public void Mutate(Span<byte> state, RandomStream random)
    {
        double rarely = 1 / Math.Log(1 - ChangeShare);
        for (int job = Skip(random, rarely); job < problem.Jobs; job += 1 + Skip(random, rarely))
        {
            Row(problem.Base, job).CopyTo(Row(state, job));
        }

        for (int job = Skip(random, rarely); job < problem.Jobs; job += 1 + Skip(random, rarely))
        {
            Span<byte> row = Row(state, job);
            int cells = List(row, out _);
            for (int i = 0; i < cells; i++)
            {
                row[_row[i]] = random.NextDouble() < ChangeShare ? (byte)0 : row[_row[i]];
            }
        }

        CountFree(state);
        IncreaseHolders(state, random);
        double once = 1 / Math.Log(1 - (1.0 / problem.Jobs));
        for (int node = 0; node < problem.Nodes; node++)
        {
            for (int job = _free[node] < 1 ? problem.Jobs : Skip(random, once); job < problem.Jobs;
                job += 1 + Skip(random, once))
            {
                Increase(ref state[(job * problem.Stride) + node], node, random);
            }
        }
    }

    /// <summary>Makes an answer one that the cluster and the jobs can have.</summary>
    public void Repair(Span<byte> state, RandomStream random)
    {
        Array.Clear(_holders);
        for (int node = 0; node < problem.Nodes; node++)
        {
            _free[node] = problem.Capacity[node];
        }

        for (int job = 0; job < problem.Jobs; job++)
        {
            Span<byte> row = Row(state, job);
            if (Cells.AreNone(row))
            {
                continue;
            }

            int cells = List(row, out int gpus);
            int listed = gpus;
            if (cells > 1 && problem.AvoidsInterference)
            {
                gpus -= LeaveOthersNodes(row, cells);
            }

            if (gpus > problem.MostGpus[job])
            {
                Shrink(row, List(row, out _), problem.MostGpus[job], random);
                gpus = problem.MostGpus[job];
            }

            cells = gpus < listed ? List(row, out _) : cells;
            for (int i = 0; i < cells; i++)
            {
                int node = _row[i];
                row[node] = (byte)Math.Min(row[node], _free[node]);
                _free[node] -= row[node];
            }
        }
    }

    // One of several nodes that an earlier job over several nodes has, too, is left to that.
    private int LeaveOthersNodes(Span<byte> row, int cells)
    {
        int lost = 0;
        for (int i = 0; i < cells; i++)
        {
            int node = _row[i];
            if (_holders[node] > 0)
            {
                lost += row[node];
                row[node] = 0;
            }

            _holders[node]++;
        }

        return lost;
    }

    // Keeps GPUs of nodes in random order.
    private void Shrink(Span<byte> row, int cells, int most, RandomStream random)
    {
        for (int i = 0; i < cells; i++)
        {
            int other = i + Below(random, cells - i);
            (_row[i], _row[other]) = (_row[other], _row[i]);
            int kept = Math.Min(row[_row[i]], most);
            row[_row[i]] = (byte)kept;
            most -= kept;
        }
    }

    private int List(ReadOnlySpan<byte> row, out int gpus)
    {
        (int cells, gpus) = (0, 0);
        for (int word = 0; word < row.Length; word += AllocationProblem.Word)
        {
            for (ulong left = Cells.WordAt(row, word); left != 0; left = Cells.WithoutFirst(left))
            {
                int node = word + Cells.First(left);
                _row[cells++] = node;
                gpus += row[node];
            }
        }

        return cells;
    }

    private void CountFree(ReadOnlySpan<byte> state)
    {
        Array.Clear(_holders);
        for (int node = 0; node < problem.Nodes; node++)
        {
            _free[node] = problem.Capacity[node];
        }

        for (int job = 0; job < problem.Jobs; job++)
        {
            ReadOnlySpan<byte> row = state.Slice(job * problem.Stride, problem.Stride);
            int cells = Cells.AreNone(row) ? 0 : List(row, out _);
            for (int i = 0; i < cells; i++)
            {
                _holders[_row[i]]++;
                _free[_row[i]] -= row[_row[i]];
            }
        }
    }

    private void IncreaseHolders(Span<byte> state, RandomStream random)
    {
        for (int job = 0; job < problem.Jobs; job++)
        {
            Span<byte> row = Row(state, job);
            int cells = Cells.AreNone(row) ? 0 : List(row, out _);
            for (int i = 0; i < cells; i++)
            {
                int node = _row[i];
                if (_free[node] >= 1 && Below(random, _holders[node]) == 0)
                {
                    Increase(ref row[node], node, random);
                }
            }
        }
    }

    // Any number from what it has up to the whole node.
    private void Increase(ref byte cell, int node, RandomStream random)
    {
        int room = problem.Capacity[node] - cell;
        cell += room > 0 ? (byte)Below(random, room + 1) : (byte)0;
    }

    private Span<byte> Row(Span<byte> state, int job) => state.Slice(job * problem.Stride, problem.Stride);

    // How many of a row of independent draws fail before the first that succeeds.
    private static int Skip(RandomStream random, double perLog) =>
        (int)Math.Min(Math.Log(1 - random.NextDouble()) * perLog, int.MaxValue / 2);

    // As fast as it gets: a bias of one in 2^53 does not matter here.
    private static int Below(RandomStream random, int bound) => (int)(random.NextDouble() * bound);
}
