using System.Collections.Immutable;
using ClusterSim.Engine;
using ClusterSim.Engine.Failures;
using ClusterSim.Events;
using ClusterSim.Impact;
using ClusterSim.Impact.Cost;
using ClusterSim.Journals;
using ClusterSim.Platforms;
using ClusterSim.Tables;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Reports;

/// <summary>
/// Writes the result tables of one run into a folder. It observes the run, so that allocations and the series stream
/// to their place as they happen; <see cref="Finish"/> writes the rest.
/// </summary>
/// <example>
/// <code> using ResultWriter writer = new("out/fifo", workload, platform); writer.Finish(Simulation.Run(workload,
/// platform, Policies.Fifo(), options, writer));
/// </code>
/// </example>
public sealed class ResultWriter : IAllocationObserver, IDisposable
{
    private readonly string _folder;
    private readonly Workload _workload;
    private readonly Platform _platform;
    private readonly ResultTables _tables;
    private readonly ITableWriter _allocations;
    private readonly EventWriter? _events;
    private readonly SeriesRecorder _series;
    private PowerRecorder? _power;

    /// <summary>Makes the folder and opens the tables that stream.</summary>
    /// <param name="folder">Folder of the run; made when it is missing. Tables in it are replaced.</param>
    /// <param name="workload">The jobs of the run.</param>
    /// <param name="platform">The cluster of the run.</param>
    /// <param name="tables">The forms of the tables.</param>
    /// <param name="events">Whether every event is written, too.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public ResultWriter(
        string folder, Workload workload, Platform platform, ResultTables tables = ResultTables.Standard,
        bool events = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(platform);
        Directory.CreateDirectory(folder);
        _folder = folder;
        _workload = workload;
        _platform = platform;
        _series = new SeriesRecorder(workload, platform);
        _tables = tables;
        _allocations = Create(ResultFiles.Allocations, ResultColumns.Allocations);
        _events = events
            ? new EventWriter(CreateEvents(), workload, [.. platform.Nodes.Select(node => node.Name)])
            : null;
    }

    /// <inheritdoc/>
    public void Observe(in SimulationEvent happened)
    {
        _series.Observe(happened);
        _events?.Observe(happened);
    }

    /// <inheritdoc/>
    public void Taken(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start) =>
        _series.Taken(job, node, gpuMilli, cpuMilli, gpuMask, start);

    /// <inheritdoc/>
    public void Released(int job, int node, int gpuMilli, long cpuMilli, ulong gpuMask, SimTime start, SimTime end)
    {
        _series.Released(job, node, gpuMilli, cpuMilli, gpuMask, start, end);
        if (end > start)
        {
            _allocations.Text(_workload.Jobs[job].Id).Text(_platform.Nodes[node].Name).Number(gpuMilli / 1000.0)
                .Seconds(start).Seconds(end).EndRow();
        }
    }

    /// <summary>
    /// Options under which this writer learns of every change of power, if they ask for power at all.
    /// </summary>
    /// <param name="options">Options of the run that is to be written.</param>
    public SimulationOptions Metering(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Power is not { } power)
        {
            return options;
        }

        _power = new PowerRecorder(_workload.Jobs.Length);
        return options with { Power = power with { Observers = power.Observers.Add(_power) } };
    }

    /// <summary>Writes all tables of the finished run.</summary>
    /// <param name="run">The result of the run that this writer observed.</param>
    /// <param name="label">Name of the run in reports; <c>null</c> for the name of its folder.</param>
    /// <param name="metrics">
    /// Warm-up, prices and the like of the aggregate metrics; <c>null</c> for the defaults.
    /// </param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Finish(RunResult run, string? label = null, MetricsOptions? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        Dispose();
        Series series = _series.Finish(run.EndTime);
        series = run.Energy is null || _power is null ? series : _power.Metered(series);
        Write(ResultFiles.Jobs, ResultColumns.Jobs, rows => JobRows.WriteJobs(rows, run));
        Write(ResultFiles.Usage, ResultColumns.Usage, rows => JobRows.WriteUsage(rows, run));
        Write(
            ResultFiles.Users, ResultColumns.Users, rows => UserRows.Write(rows, UserBills.Of(run, metrics)));
        Write(ResultFiles.Nodes, ResultColumns.Nodes, rows => NodeRows.Write(rows, _platform));
        if (run.Network is { } network)
        {
            Write(ResultFiles.Links, ResultColumns.Links, rows => LinkRows.Write(rows, network));
        }

        Write(ResultFiles.Series, ResultColumns.Series, rows => SeriesRows.Write(rows, series));
        WriteOutages(run);
        if (_power is { } power && run.Energy is not null)
        {
            Write(ResultFiles.Power, ResultColumns.Power, power.Write);
            Write(ResultFiles.Energy, ResultColumns.Energy, rows => JobRows.WriteEnergy(rows, run));
        }

        DetectionLines.Write(PathOf(ResultFiles.Detections), run.Detections, run.Workload);
        RunSummary.Write(
            PathOf(ResultFiles.Summary), run, label ?? Path.GetFileName(Path.GetFullPath(_folder)),
                metrics ?? new MetricsOptions());
    }

    /// <summary>Closes the open tables; a run that was not finished leaves them incomplete.</summary>
    public void Dispose()
    {
        _allocations.Dispose();
        _events?.Dispose();
    }

    private ITableWriter Create(string file, ImmutableArray<TableColumn> columns) =>
        ResultTable.Create(PathOf(file), columns, _tables);

    // Of the two forms of the events each has readers that cannot do with the other, so that the standard is both.
    private ITableWriter CreateEvents() => ResultTable.Create(
        PathOf(ResultFiles.Events), EventColumns.All,
        _tables == ResultTables.Standard ? ResultTables.Both : _tables);

    private void Write(string file, ImmutableArray<TableColumn> columns, Action<ITableWriter> write)
    {
        using ITableWriter rows = Create(file, columns);
        write(rows);
    }

    // Text only: it is short, and it is what a list of outages for another run looks like.
    private void WriteOutages(RunResult run)
    {
        string path = PathOf(ResultFiles.Outages);
        File.Delete(path);
        if (run.Outages is { } outages && run.Options.AnythingFails)
        {
            using ITableWriter rows = ITableWriter.Create(path, OutageFile.Columns);
            OutageFile.Write(rows, outages, _platform);
        }
    }

    private string PathOf(string file) => Path.Combine(_folder, file);
}
