using ClusterSim.Engine.Power;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Reports;

/// <summary>Mean power by account in the steps of time of a series.</summary>
internal sealed class PowerRecorder : IPowerObserver
{
    private const double NanosPerWatt = 1e9;
    private const int Accounts = 5;

    private readonly long[] _now = new long[Accounts];
    private readonly long[] _unowned = new long[Accounts];
    private readonly long[] _ofJob;
    private readonly GaugeIntegrals _integrals;
    private SimTime _end;

    public PowerRecorder(int jobs)
    {
        _ofJob = new long[2 * jobs];
        _integrals = new GaugeIntegrals(_now, SeriesRecorder.MaxBins);
    }

    public void Changed(SimTime time, PowerAccount account, int job, double watts)
    {
        _integrals.AdvanceTo(time);
        long nanos = (long)Math.Round(watts * NanosPerWatt);
        ref long part = ref job < 0
            ? ref _unowned[(int)account]
            : ref _ofJob[(2 * job) + (account == PowerAccount.Overhead ? 1 : 0)];
        _now[(int)account] += nanos - part;
        part = nanos;
    }

    public void Finished(SimTime end)
    {
        _integrals.AdvanceTo(end);
        _end = end;
    }

    /// <summary>Writes a row for each step up to the end of the run.</summary>
    public void Write(ITableWriter rows)
    {
        for (int bin = 0; bin < _integrals.BinCount(_end); bin++)
        {
            rows.Seconds(_integrals.StartOf(bin)).Seconds(EndOf(bin));
            for (int account = 0; account < Accounts; account++)
            {
                rows.Number(Watts(bin, account));
            }

            rows.Number(TotalWatts(bin)).EndRow();
        }
    }

    /// <summary>
    /// The series of the same run with the power of all accounts in the place of what utilization tells.
    /// </summary>
    public Series Metered(Series series) => series with
    {
        Bins = [.. series.Bins.Select((bin, i) => bin with { PowerWatts = TotalWatts(i) })],
    };

    private double TotalWatts(int bin)
    {
        double total = 0;
        for (int account = 0; account < Accounts; account++)
        {
            total += Watts(bin, account);
        }

        return total;
    }

    private double Watts(int bin, int account) =>
        (double)_integrals.SumsOf(bin)[account] / (NanosPerWatt * (EndOf(bin) - _integrals.StartOf(bin)).Ticks);

    private SimTime EndOf(int bin) => SimTime.Min(_integrals.StartOf(bin + 1), _end);
}
