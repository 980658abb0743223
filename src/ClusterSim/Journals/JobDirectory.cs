using ClusterSim.Workloads;

namespace ClusterSim.Journals;

/// <summary>
/// The jobs that a stream of events is about, however many they become: each has a small number from its first event
/// to its end, when the number is given to another job. What a job asked for is remembered a little longer, for jobs
/// that are tried again. Memory grows with the jobs that are there at once, not with those that were.
/// </summary>
public sealed class JobDirectory : IJobDirectory
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numberOf;
    private readonly Dictionary<string, JobRequest> _ended = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, JobRequest Request)> _endedInOrder = [];
    private readonly Stack<int> _free = [];
    private readonly int _mostJobs;
    private readonly int _mostEnded;
    private string[] _ids = new string[16];
    private JobRequest?[] _requests = new JobRequest?[16];

    // Numbers in the order in which their jobs were last named, as a list that is linked in both directions.
    private int[] _older = new int[16], _newer = new int[16];
    private int _oldest = -1, _newest = -1, _used;

    /// <summary>A directory of no jobs.</summary>
    /// <param name="mostJobs">
    /// Jobs that are known at once; beyond them the one last named longest ago is forgotten.
    /// </param>
    /// <param name="mostEnded">Ended jobs whose request is remembered.</param>
    internal JobDirectory(int mostJobs = 1_000_000, int mostEnded = 4096)
    {
        (_mostJobs, _mostEnded) = (mostJobs, mostEnded);
        _numberOf = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Number of jobs that are known and have not ended.</summary>
    public int Count => _numbers.Count;

    /// <summary>Jobs so far.</summary>
    public long Seen { get; private set; }

    /// <summary>Jobs that were forgotten although no event ended them, because too many were known at once.</summary>
    public long Forgotten { get; private set; }

    /// <inheritdoc/>
    public string IdOf(int job) => _ids[job];

    /// <inheritdoc/>
    public JobRequest RequestOf(int job) => _requests[job] ?? Unknown;

    /// <summary>What is taken for a request of which nothing is known.</summary>
    internal static JobRequest Unknown { get; } = new();

    /// <summary>The number of a job; a new one when it is not known.</summary>
    internal int NumberOf(ReadOnlySpan<char> id)
    {
        if (_numberOf.TryGetValue(id, out int number))
        {
            Touch(number);
            return number;
        }

        if (_numbers.Count >= _mostJobs)
        {
            Forgotten++;
            Remove(_oldest);
        }

        return Add(id.ToString());
    }

    /// <summary>Whether a job's request is known.</summary>
    internal bool Knows(int job) => _requests[job] is not null;

    /// <summary>Keeps what a job asked for.</summary>
    internal void Know(int job, JobRequest request) => _requests[job] = request;

    /// <summary>Ends a job; its number is free.</summary>
    internal void End(int job)
    {
        if (_requests[job] is { } request && _mostEnded > 0)
        {
            if (_endedInOrder.Count == _mostEnded)
            {
                (string oldest, JobRequest itsRequest) = _endedInOrder.Dequeue();
                if (_ended.TryGetValue(oldest, out JobRequest? kept) && ReferenceEquals(kept, itsRequest))
                {
                    _ended.Remove(oldest);
                }
            }

            _endedInOrder.Enqueue((_ids[job], request));
            _ended[_ids[job]] = request;
        }

        Remove(job);
    }

    private int Add(string id)
    {
        int number = _free.TryPop(out int free) ? free : _used++;
        if (number >= _ids.Length)
        {
            int length = 2 * _ids.Length;
            Array.Resize(ref _ids, length);
            Array.Resize(ref _requests, length);
            Array.Resize(ref _older, length);
            Array.Resize(ref _newer, length);
        }

        _numbers.Add(id, number);
        _ids[number] = id;
        _requests[number] = _ended.GetValueOrDefault(id);
        Seen++;
        Append(number);
        return number;
    }

    private void Remove(int number)
    {
        _numbers.Remove(_ids[number]);
        Unlink(number);
        _requests[number] = null;
        _free.Push(number);
    }

    private void Touch(int number)
    {
        if (number != _newest)
        {
            Unlink(number);
            Append(number);
        }
    }

    private void Append(int number)
    {
        (_older[number], _newer[number]) = (_newest, -1);
        if (_newest >= 0)
        {
            _newer[_newest] = number;
        }

        _newest = number;
        _oldest = _oldest < 0 ? number : _oldest;
    }

    private void Unlink(int number)
    {
        (int older, int newer) = (_older[number], _newer[number]);
        if (older >= 0)
        {
            _newer[older] = newer;
        }

        if (newer >= 0)
        {
            _older[newer] = older;
        }

        _oldest = _oldest == number ? newer : _oldest;
        _newest = _newest == number ? older : _newest;
    }
}
