namespace ClusterSim.Scheduling.Policies.Energy;

/// <summary>
/// How many nodes are to be awake, decided once a step from the nodes in use so far (Hu et al., SC 2021, cluster energy
/// saving, and its artefact's CES_Helios.py). The artefact forecasts with gradient boosting; here the forecast is that
/// use changes as it did at the same time of the day before, and not at all on the first day. It knows the past only.
/// </summary>
internal sealed class CesController
{
    private const int ShortForecast = 18, LongForecast = 36;

    private readonly CesOptions _options;
    private readonly List<int> _used = [];
    private readonly int _nodes, _day;
    private int _frozen;

    public CesController(CesOptions options, int nodes)
    {
        (_options, _nodes, Active) = (options, nodes, nodes);
        _day = (int)Math.Max(1, TimeSpan.FromDays(1).Ticks / options.Step.Ticks);
    }

    /// <summary>Nodes that are to be awake.</summary>
    public int Active { get; private set; }

    /// <summary>Takes in the nodes in use at a step and decides.</summary>
    /// <returns>Nodes that are to be awake from now on.</returns>
    public int Decide(int used)
    {
        _used.Add(used);
        bool frozen = _frozen > 0;
        _frozen = Math.Max(0, _frozen - 1);
        if (Active < used)
        {
            (Active, _frozen) = (Math.Min(used + _options.Buffer, _nodes), _options.Keep);
        }
        else if (!frozen && IsFalling(used))
        {
            int fewer = Math.Min(used + _options.Buffer, _nodes);
            Active = Active - fewer >= _options.LeastNodes ? fewer : Active;
        }

        return Active;
    }

    /// <summary>Forecast of the nodes in use some steps ahead.</summary>
    internal double Forecast(int ahead)
    {
        int now = _used.Count - 1;
        int then = now - _day + ahead;
        return now < _day || then > now
            ? _used[now]
            : Math.Clamp(_used[now] + _used[then] - _used[now - _day], 0, _nodes);
    }

    private bool IsFalling(int used)
    {
        if (_used.Count < _options.History)
        {
            return false;
        }

        double past = _used.TakeLast(_options.History).Average();
        double soon = Enumerable.Range(1, ShortForecast).Average(Forecast);
        return past - used >= _options.HistoryThreshold && used - soon >= _options.ForecastThreshold
            && Forecast(LongForecast) <= Forecast(1);
    }
}
