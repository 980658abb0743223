using System.Globalization;
using System.Text;

namespace ClusterSim.Tests.Journals;

/// <summary>
/// Lines of many short jobs, made while they are read: each second a job is submitted, starts, is sampled twice and
/// ends a hundred seconds later.
/// </summary>
/// <param name="jobs">Number of jobs; five events each.</param>
/// <param name="ending">Whether the jobs end; else they are never heard of again.</param>
internal sealed class EventLineStream(int jobs, bool ending = true) : Stream
{
    private const int LivesSeconds = 100;
    private readonly StringBuilder _text = new();
    private byte[] _bytes = [];
    private int _at, _second;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _bytes.Length && !Refill())
        {
            return 0;
        }

        int length = Math.Min(count, _bytes.Length - _at);
        _bytes.AsSpan(_at, length).CopyTo(buffer.AsSpan(offset));
        _at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool Refill()
    {
        _text.Clear();
        for (int i = 0; i < 100 && _second < jobs + LivesSeconds; i++, _second++)
        {
            if (_second < jobs)
            {
                Line(_second, "job_submitted", $"\"user\":\"u{_second % 50}\",\"application\":\"train-{_second % 7}\"");
                Line(_second, "job_started", "\"node\":\"n1\",\"gpus\":4");
                Line(_second, "utilization_changed", "\"gpus\":4,\"value\":900,\"phase\":\"compute\"");
                Line(_second, "metric_sampled", "\"gpus\":-1,\"value\":40,\"metric\":\"gpu memory\"");
            }

            if (ending && _second >= LivesSeconds)
            {
                Line(_second - LivesSeconds, _second % 9 == 0 ? "job_failed" : "job_completed", "\"gpus\":4");
            }
        }

        (_bytes, _at) = (Encoding.UTF8.GetBytes(_text.ToString()), 0);
        return _bytes.Length > 0;
    }

    private void Line(int job, string kind, string fields) => _text.Append(
        CultureInfo.InvariantCulture,
        $"{{\"time\":{_second},\"kind\":\"{kind}\",\"job_id\":\"job-{job}\",{fields}}}\n");
}
