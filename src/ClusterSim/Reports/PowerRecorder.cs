using ClusterSim.Engine.Power;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Reports;

/// <summary>
/// Mean power by account in steps of time. The number of steps is bounded: past the last, neighbours are merged and the
/// step doubles, beginning with one second.
/// </summary>
internal sealed class PowerRecorder(int jobs) : IPowerObserver
{
    private const double NanosPerWatt = 1e9;
    private const int Accounts = 5;

    private readonly Int128[] _sums = new Int128[SeriesRecorder.MaxBins * Accounts];
    private readonly long[] _now = new long[Accounts];
    private readonly long[] _unowned = new long[Accounts];
    private readonly long[] _ofJob = new long[2 * jobs];
    private long _step = TimeSpan.TicksPerSecond;
    private SimTime _time;

    public void Changed(SimTime time, PowerAccount account, int job, double watts)
    {
        AdvanceTo(time);
        long nanos = (long)Math.Round(watts * NanosPerWatt);
        ref long part = ref job < 0
            ? ref _unowned[(int)account]
            : ref _ofJob[(2 * job) + (account == PowerAccount.Overhead ? 1 : 0)];
        _now[(int)account] += nanos - part;
        part = nanos;
    }

    public void Finished(SimTime end) => AdvanceTo(end);

    /// <summary>Writes a row for each step up to the end of the run.</summary>
    public void Write(ITableWriter rows)
    {
        for (int bin = 0; bin * _step < _time.Ticks; bin++)
        {
            SimTime start = new(bin * _step);
            SimTime end = SimTime.Min(new SimTime((bin + 1) * _step), _time);
            double scale = NanosPerWatt * (end - start).Ticks;
            double total = 0;
            rows.Seconds(start).Seconds(end);
            for (int account = 0; account < Accounts; account++)
            {
                double watts = (double)_sums[(bin * Accounts) + account] / scale;
                rows.Number(watts);
                total += watts;
            }

            rows.Number(total).EndRow();
        }
    }

    private void AdvanceTo(SimTime time)
    {
        while (_time < time)
        {
            while (_time.Ticks / _step >= SeriesRecorder.MaxBins)
            {
                Merge();
            }

            long bin = _time.Ticks / _step;
            SimTime until = SimTime.Min(new SimTime((bin + 1) * _step), time);
            for (int account = 0; account < Accounts; account++)
            {
                _sums[(bin * Accounts) + account] += (Int128)_now[account] * (until - _time).Ticks;
            }

            _time = until;
        }
    }

    private void Merge()
    {
        for (int bin = 0; bin < SeriesRecorder.MaxBins / 2; bin++)
        {
            for (int account = 0; account < Accounts; account++)
            {
                _sums[(bin * Accounts) + account] =
                    _sums[(2 * bin * Accounts) + account] + _sums[(((2 * bin) + 1) * Accounts) + account];
            }
        }

        _sums.AsSpan(SeriesRecorder.MaxBins / 2 * Accounts).Clear();
        _step *= 2;
    }
}
